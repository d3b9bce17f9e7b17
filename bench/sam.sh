#!/usr/bin/env bash
# The same function and layer with AWS SAM CLI: one stack, no virtualenvs, no package with everything inside.
#
# Usage: sam.sh DIRECTORY REQUIREMENT RUNTIME
#   DIRECTORY    where to work; it must not exist yet
#   REQUIREMENT  the numpy of the layer, as in requirements.txt, e.g. numpy==2.2.6
#   RUNTIME      of both, e.g. python3.11; that interpreter must be on PATH, and sam too
# The cloud is the one that the AWS_ variables name; it must know the transform AWS::Serverless-2016-10-31.
# Prints "step seconds" for each step and "total seconds" last. A step that fails ends it: its output, and exit code 1.
set -euo pipefail

# SAM reads no other variable.
export AWS_DEFAULT_REGION=$AWS_REGION

mkdir "$1"
cd "$1"
mkdir layer function
echo "$2" >layer/requirements.txt
touch function/requirements.txt
cat >function/handler.py <<PY
import numpy as np


def hello(event, context):
    return {"statusCode": 200, "body": str(np.arange(15).reshape(3, 5)), "module": np.__file__}
PY
cat >template.yaml <<YML
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Packages:
    Type: AWS::Serverless::LayerVersion
    Metadata:
      BuildMethod: $3
    Properties:
      ContentUri: layer
      CompatibleRuntimes:
        - $3
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: function
      Handler: handler.hello
      Runtime: $3
      Layers:
        - !Ref Packages
YML

# step NAME COMMAND...
step() {
	local TIMEFORMAT="$1 %1R"
	time {
		"${@:2}" >"$1.log" 2>&1 || {
			tail -n 40 "$1.log"
			exit 1
		}
	}
}

walk() {
	step build sam build
	step deploy sam deploy --stack-name layer-and-function --resolve-s3 --capabilities CAPABILITY_IAM --no-confirm-changeset --no-progressbar
	step invoke sam remote invoke Hello --stack-name layer-and-function
	grep -q '10 11 12 13 14' invoke.log
}

# Bash's own clock writes to standard error.
exec 2>&1
TIMEFORMAT='total %1R'
time walk
