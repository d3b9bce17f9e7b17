import numpy as np


def hello(event, context):
    numbers = np.arange(15).reshape(3, 5)
    return {
        "statusCode": 200,
        "body": str(numbers),
        # Where the module was loaded from: the virtualenv, the function's own code, or a layer.
        "modules": {"numpy": np.__file__},
    }
