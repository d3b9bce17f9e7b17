#!/usr/bin/env bash
# The walkthrough as a person types it after the article, with its tools at today's versions: what the wizard is measured against.
#
# Usage: by-hand.sh DIRECTORY REQUIREMENT PYTHON
#   DIRECTORY    where to work; it must not exist yet
#   REQUIREMENT  the numpy to install, as in requirements.txt, e.g. numpy==2.2.6
#   PYTHON       the interpreter that the virtualenvs are made with
# The cloud is the one that the AWS_ variables name.
# Prints "step seconds" for each step and "total seconds" last. A step that fails ends it: the end of its output, and exit code 1.
set -euo pipefail

requirement=$2
python=$3
runtime=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
function=sls-layers-python
layer=sls-layers-python-requirements

mkdir "$1"
cd "$1"
work=$PWD
mkdir logs cache cache/serverless-python-requirements

# The plugin keeps whole installs for later runs, and nobody has walked here before. What pip has downloaded is as warm as for the wizard.
downloads=$("$python" -m pip cache dir)
mkdir -p "$downloads"
ln -s "$downloads" cache/pip
ln -s "$downloads" cache/serverless-python-requirements/downloadCacheslspyc
export XDG_CACHE_HOME=$work/cache

running=start
report_failure() {
	local code=$?
	((code == 0)) && return
	echo "$running failed with exit code $code:"
	[[ -e $work/logs/$running ]] && tail -n 40 "$work/logs/$running"
	exit 1
}
trap report_failure EXIT

# step NAME FOLDER COMMAND...
step() {
	local TIMEFORMAT="$1 %1R"
	running=$1
	# With the redirection outside of the braces the time would go to the log as well.
	time { (cd "$2" && "${@:3}") >"$work/logs/$1" 2>&1; }
}

install_numpy() {
	"$python" -m venv venv
	. venv/bin/activate
	pip install "$requirement"
	pip freeze >requirements.txt
}

# Without the audit and the note on funding, because the wizard leaves them out.
install_serverless() {
	echo '{"private": true}' >package.json
	npm install --no-audit --no-fund --save-dev osls@4.3.1 serverless-python-requirements@6.1.2
}

serverless() {
	. venv/bin/activate
	npx osls "$@"
}

# write_yml SERVICE REST
write_yml() {
	cat >"$1/serverless.yml" <<-YML
		service: $1
		frameworkVersion: '4'
		provider:
		  name: aws
		  runtime: $runtime
		plugins:
		  - serverless-python-requirements
		$2
	YML
}

only_handler="package:
  patterns:
    - '!**'
    - handler.py"
hello='functions:
  hello:
    handler: handler.hello'

walk() {
	mkdir "$function" "$layer"

	cat >"$function/handler.py" <<-PY
		import numpy as np

		def hello(event, context):
		    return {"statusCode": 200, "body": str(np.arange(15).reshape(3, 5)), "module": np.__file__}
	PY
	write_yml "$function" "$only_handler
$hello"
	step function-venv "$function" install_numpy
	step function-npm "$function" install_serverless
	step invoke-local "$function" serverless invoke local -f hello
	step package-fat "$function" serverless package

	write_yml "$layer" 'custom:
  pythonRequirements:
    layer: true
    useStaticCache: false'
	step layer-venv "$layer" install_numpy
	step layer-npm "$layer" install_serverless
	step deploy-layer "$layer" serverless deploy --verbose
	local arn
	arn=$(grep -o 'arn:[^ ]*:layer:[^ ]*:[0-9]*' logs/deploy-layer | tail -n 1)

	write_yml "$function" "custom:
  pythonRequirements:
    useStaticCache: false
    noDeploy:
      - numpy
$only_handler
$hello
    layers:
      - $arn"
	step package-thin "$function" serverless package
	step deploy-function "$function" serverless deploy
	step invoke "$function" serverless invoke -f hello
	# On AWS layers are unpacked below /opt, on the practice cloud in a folder layer_N.
	grep -Eq '/opt/python/|/layer_[0-9]+/' logs/invoke
}

# Bash's own clock writes to standard error.
exec 2>&1
TIMEFORMAT='total %1R'
time walk
