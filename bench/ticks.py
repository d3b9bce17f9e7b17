"""Prints the time, in milliseconds of the system's clock, as many times as it is told: ten lines a second, not evenly."""

import random
import sys
import time

random.seed(1)
for _ in range(int(sys.argv[1])):
    time.sleep(random.uniform(0.06, 0.14))
    print(f"tick {time.time() * 1000:.1f}", flush=True)
