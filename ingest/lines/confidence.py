"""How sure a settled word is: how often such words are the ones that are printed."""

# How often a word that was settled so is the word that is printed there. Measured over 30 files
# that the project's generator forged (seed 77, 32,000 words: benchmarks/word_confidence.py); what
# was made of a tick or a signature counts as wrong below `SURE`.
CERTAIN = 0.9995  # both alike, and Tesseract sure of it: none wrong of 26,761
AGREED = 0.998  # both alike, and of the field or a figure: 5 wrong of 2,945
AGREED_STRANGE = 0.995  # both alike, and no word of the field: 3 of 954
ALIKE = 0.993  # the same but for spaces, capitals, bullets or a sign at the end: 2 of 846
DISPUTED_SIGNS = 0.95  # the same letters with other signs among them: 0 of 21, which is few
KNOWN = 0.76  # of two readings the one that is made of known words: 6 and 49 of 217
ALONE = 0.77  # by one reader only: 3 and 27 of 133
DISPUTED = 0.4  # read in two ways, and both known or neither: 40 and 103 of 225
SURE = 0.99  # words from here on are called sure, all others doubtful
