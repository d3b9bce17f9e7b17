"""MiniStack in AWS's place for tests: signatures checked, policies evaluated, and every evaluation written down.

It ends when standard input does, so it never outlives the test. Settings come from the environment (see emulator.ts).
"""
import json
import os
import signal
import sys
import threading

import ministack.app
from ministack.core import iam_actions, iam_evaluator, lambda_runtime

# Lambda's operations whose IAM action has another name:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
ACTION_OF_OPERATION = {"Invoke": "InvokeFunction", "GetLayerVersionByArn": "GetLayerVersion"}


class BehindTls:
    """As behind AWS's TLS, whatever Host the client used: Serverless's bucket policy denies plain HTTP."""

    def __init__(self, app, ready_path):
        self.app = app
        self.ready_path = ready_path

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"] == self.ready_path:
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body"})
            return
        if scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
        await self.app(scope, receive, send)


def check_every_signature():
    """MiniStack takes an account's own key on its word; AWS does not."""
    iam_evaluator._is_root_key = lambda key: False


def name_lambda_calls_as_aws():
    """MiniStack evaluates any reading of a layer as lambda:ListLayers, and knows no action for some calls."""
    iam_actions._BOTOCORE_SERVICE_MAP["lambda"] = ["lambda"]
    action_of, resource_of = iam_actions.extract_iam_action, iam_actions.extract_resource_arn

    def action(service, method, path, headers, body, query):
        if service != "lambda":
            return action_of(service, method, path, headers, body, query)
        operation = iam_actions._match_rest_action(service, method, path, query)
        return operation and f"lambda:{ACTION_OF_OPERATION.get(operation, operation)}"

    def resource(service, method, path, headers, body, query, region, account):
        named = resource_of(service, method, path, headers, body, query, region, account)
        parts = path.strip("/").split("/")
        if service == "lambda" and parts[1:2] == ["layers"]:
            arn = query.get("Arn")
            if arn:
                return arn[0] if isinstance(arn, list) else arn
            return f"{named}:{parts[4]}" if len(parts) > 4 else named
        if service == "lambda" and method == "POST" and parts[1:] == ["functions"]:
            # MiniStack evaluates it for all functions; AWS for the one that is to be made.
            return f"arn:aws:lambda:{region}:{account}:function:{json.loads(body)['FunctionName']}"
        return named

    iam_actions.extract_iam_action, iam_actions.extract_resource_arn = action, resource


def write_down_evaluations(file):
    evaluate = iam_evaluator.enforce
    record = open(file, "a", buffering=1)

    def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        denied = evaluate(access_key_id, iam_action, service, region, resource_arn, service_context)
        row = {"caller": access_key_id, "action": iam_action, "resource": resource_arn, "allowed": denied is None}
        record.write(json.dumps(row) + "\n")
        return denied

    iam_evaluator.enforce = enforce


def stop_at_end_of_input():
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main():
    check_every_signature()
    name_lambda_calls_as_aws()
    write_down_evaluations(os.environ["EVALUATIONS"])
    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    ministack.app.app = BehindTls(ministack.app.app, os.environ.pop("READY_PATH"))
    sys.argv = ["ministack"]
    try:
        ministack.app.main()
    finally:
        # MiniStack leaves the processes that ran functions to notice its end by themselves.
        lambda_runtime.reset()


main()
