import {explain} from '../../../lessons/explain.js';
import type {Words} from '../../../lessons/languages.js';
import {ContentsBrowser} from '../pictures/contents.js';
import {bindings, contentsOf, diffOf, logAt, type KeyId, type Situation} from '../keys.js';
import {stepTitle} from '../words.js';
import {DiffOverlay} from './diff-overlay.js';
import {Explanations} from './explanation.js';
import {Help} from './help.js';
import {LessonAgain} from './lesson-again.js';
import {LookBack} from './look-back.js';
import {Pager} from './pager.js';
import {Quit} from './quit.js';

/** What a key can lay over the page. */
export type OverlayId = Extract<KeyId, 'explain' | 'output' | 'diff' | 'lesson' | 'back' | 'zip' | 'help' | 'quit'>;

type Props = {
	readonly id: OverlayId;
	readonly situation: Situation;
	readonly words: Words;
	readonly columns: number;
	readonly rows: number;
	readonly comeBack: string;
	readonly onClose: () => void;
	readonly onQuit: () => void;
};

/** The page's place, while something else is looked at. */
export function OverlayFor({id, situation, words, columns, rows, comeBack, onClose, onQuit}: Props) {
	const {view, page, entry} = situation;
	const {strings} = words;
	switch (id) {
		case 'explain': {
			return page?.command ? <Explanations command={page.command} explanations={explain(page.command, words.explanations)} columns={columns} rows={rows} onClose={onClose}/> : null;
		}

		case 'output': {
			const log = logAt(situation);
			return log ? <Pager title={stepTitle(strings, log.step, log.step)} file={log.file} columns={columns} rows={rows} onClose={onClose}/> : null;
		}

		case 'zip': {
			const contents = contentsOf(entry);
			return contents ? <ContentsBrowser contents={contents} columns={columns} rows={rows} onClose={onClose}/> : null;
		}

		case 'back': {
			return <LookBack model={view.model} lesson={words.lesson} columns={columns} rows={rows} onClose={onClose}/>;
		}

		case 'help': {
			return <Help keys={bindings.map(binding => ({key: binding.key, text: strings.help[binding.id]}))} columns={columns} rows={rows} onClose={onClose}/>;
		}

		case 'quit': {
			return <Quit command={comeBack} onQuit={onQuit} onClose={onClose}/>;
		}

		case 'diff': {
			const {notes} = words.lesson('use.attach');
			return <DiffOverlay lines={diffOf(view)} notes={notes} columns={columns} rows={rows} onClose={onClose}/>;
		}

		case 'lesson': {
			return page ? <LessonAgain lesson={words.lesson(page.step)} columns={columns} rows={rows} onClose={onClose}/> : null;
		}
	}
}
