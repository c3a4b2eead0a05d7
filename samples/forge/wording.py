"""The form's own words, the same on every decision (see FORM.md of the project)."""

LETTERHEAD = ("MOPAC", "MAYOR OF LONDON", "OFFICE FOR POLICING AND CRIME")

RECOMMENDED = "The DMPC is recommended to:"
DMPC = "Deputy Mayor for Policing and Crime"
INTERESTS = (
    "I confirm I have considered whether or not I have any personal or prejudicial interest in "
    "this matter and take the proposed decision in compliance with the Code of Conduct. Any such "
    "interests are recorded below."
)
APPROVED = "The above request has my approval."

PART_1 = "PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC"
REPORT = "Decision required – supporting report"
PART_2 = "PART 2 – CONFIDENTIAL FACTS AND ADVICE TO THE DMPC"
PART_2_REPORT = "Decision required – exempt supporting information"

ACCESS = "Public access to information"
ACCESS_TEXT = (
    "Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FOIA) "
    "and will be made available on the MOPAC website following approval.",
    "If immediate publication risks compromising the implementation of the decision it can be "
    "deferred until a specific date. Deferral periods should be kept to the shortest length "
    "strictly necessary.",
)

DEFERRAL = "Part 1 Deferral:"
DEFERRED = "Is the publication of Part 1 of this approval to be deferred?"
REASON = "If yes, for what reason:"
UNTIL = "Until what date:"
CONFIDENTIALITY = "Part 2 Confidentiality:"
CONFIDENTIALITY_TEXT = (
    "Only the facts or advice considered as likely to be exempt from disclosure under the FOIA "
    "should be in the separate Part 2 form, together with the legal rationale for non-publication."
)
PART_2_FORM = "Is there a Part 2 form"
STANDING_SENTENCE = (
    "Part 2 of this Report is exempt because it falls within an exemption specified in para 2(2) "
    "of the Elected Local Policing Bodies (Specified Information) Order 2011 and/or the Freedom "
    "of Information Act 2000."
)

DECLARATION = "ORIGINATING OFFICER DECLARATION"
OFFICER_APPROVAL = "OFFICER APPROVAL"
OFFICER = "Chief Executive Officer"
OFFICER_TEXT = (
    "I have been consulted about the proposal and confirm that financial, legal and equalities "
    "advice has been taken into account in the preparation of this report. I am satisfied that "
    "this is an appropriate request to be submitted to the Deputy Mayor for Policing and Crime."
)
