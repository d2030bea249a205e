#!/usr/bin/env python3
"""Print the average time of five waits."""
measure_time = __import__('2-measure_runtime').measure_time

if __name__ == '__main__':
    print(measure_time(5, 9))
