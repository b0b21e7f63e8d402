"""What is read stands on a baseline grid: lines of columns beside one another are level, and columns begin and end well.

The baselines are read from the finished file.
"""

import io
from collections import Counter
from functools import cache
from itertools import pairwise

import pdfplumber
