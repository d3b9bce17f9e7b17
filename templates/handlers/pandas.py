import pandas as pd


def hello(event, context):
    numbers = pd.DataFrame({"n": range(1, 6)})
    numbers["square"] = numbers["n"] ** 2
    return {
        "statusCode": 200,
        "body": numbers.to_string(index=False),
        # Where the module was loaded from: the virtualenv, the function's own code, or a layer.
        "modules": {"pandas": pd.__file__},
    }
