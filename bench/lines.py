"""Prints as many lines as it is told, as long as those of pip."""

import sys

for number in range(int(sys.argv[1])):
    print(f"{number:06} Collecting package-{number % 977} (from -r requirements.txt), using cached wheel of {number * 37 % 9999} kB")
