import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {statfsSync} from 'node:fs';
import {afterAll} from 'vitest';
import {runBin, type BinOptions, type BinResult} from './bin.js';

/** Enough for all that a test does, in bytes. */
const roomy = 2_000_000_000;

/**
A file system that is full when a test says so (Linux, as root). It is mounted in a namespace that ends with the process that holds it,
so nothing stays mounted, however the tests end.
*/
export class SmallDisk {
	/** Mounts one for a whole suite; call it in `beforeAll`. */
	static async mount(place: string): Promise<SmallDisk> {
		// It says when it has mounted, and lives until its input ends.
		const holder = spawn('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs -o "size=$1" tmpfs "$0" && echo mounted && exec cat', place, String(roomy)], {stdio: ['pipe', 'pipe', 'inherit']});
		afterAll(() => {
			holder.stdin.end();
		});
		await once(holder.stdout, 'data');
		return new SmallDisk(place, Number(holder.pid));
	}

	/** Where programs see it that `run` starts. */
	readonly place: string;
	/** Where the tests see it. */
	readonly seen: string;
	readonly #pid: number;

	private constructor(place: string, pid: number) {
		this.place = place;
		this.seen = `/proc/${pid}/root${place}`;
		this.#pid = pid;
	}

	/** Leaves only so much room, in bytes. */
	leave(bytes: number): void {
		const {blocks, bfree, bsize} = statfsSync(this.seen);
		this.#resize(((blocks - bfree) * bsize) + bytes);
	}

	makeRoom(): void {
		this.#resize(roomy);
	}

	/** Runs a program that sees it, e.g. to mount another one in it. */
	command(...argv: readonly string[]): void {
		execFileSync('nsenter', [...this.#enter, ...argv]);
	}

	/** Runs the built bin where it sees the disk; its current directory is the root. */
	async run(flags: readonly string[], options: Omit<BinOptions, 'cwd' | 'under'> = {}): Promise<BinResult> {
		return runBin(flags, {...options, cwd: '/', under: ['nsenter', ...this.#enter]});
	}

	#resize(bytes: number): void {
		this.command('mount', '-o', `remount,size=${bytes}`, this.place);
	}

	get #enter(): readonly string[] {
		return [`--mount=/proc/${this.#pid}/ns/mnt`];
	}
}
