"""Body text: columns of lines, the baseline grid they stand on, bands under one another, places to write on."""
