"""The Acts and instruments that these forms cite, as data: titles, other names, identities.

The identity is that of legislation.gov.uk, without the host: "ukpga/2010/15" is chapter 15 of
2010, "uksi/2011/3050" statutory instrument 3050 of 2011.
"""

from msgspec import Struct


class Law(Struct, frozen=True):
    """An Act or an instrument.

    `other_names` are read like the title; one without a year is there only where no other law
    of any year is called so. `short` are read as they stand, capitals and all.
    """

    identity: str
    title: str
    other_names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


LAWS = (
    # What is published, and what is kept back
    Law(
        "ukpga/2000/36",
        "Freedom of Information Act 2000",
        ("Freedom of Information Act", "FOI Act 2000", "FOI Act"),
        ("FOIA 2000", "FOIA", "FoIA", "FOlA"),  # with the small L that readers see
    ),
    Law(
        "uksi/2011/3050",
        "Elected Local Policing Bodies (Specified Information) Order 2011",
        ("Elected Local Policing Bodies (Specified Information) Order",),
    ),
    Law("uksi/2004/3391", "Environmental Information Regulations 2004"),
    Law("ukpga/1998/29", "Data Protection Act 1998", (), ("DPA 1998",)),
    Law("ukpga/2018/12", "Data Protection Act 2018", (), ("DPA 2018",)),
    Law(
        "eur/2016/679",
        "General Data Protection Regulation",
        ("General Data Protection Regulations",),
        ("UK GDPR", "GDPR"),
    ),
    Law(
        "uksi/2018/952",
        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility"
        " Regulations 2018",
    ),
    # Policing
    Law(
        "ukpga/2011/13",
        "Police Reform and Social Responsibility Act 2011",
        (
            "Police Reform and Social Responsibility Act",
            "Police Reform & Social Responsibility Act",
        ),
        ("PRSRA 2011", "PRSRA"),
    ),
    Law("ukpga/1996/16", "Police Act 1996"),
    Law("ukpga/1997/50", "Police Act 1997"),
    Law("ukpga/2002/30", "Police Reform Act 2002"),
    Law("ukpga/2009/26", "Policing and Crime Act 2009"),
    Law("ukpga/2017/3", "Policing and Crime Act 2017"),
    Law(
        "ukpga/2014/12",
        "Anti-social Behaviour, Crime and Policing Act 2014",
        ("Antisocial Behaviour, Crime and Policing Act 2014",),
    ),
    Law("ukpga/2022/32", "Police, Crime, Sentencing and Courts Act 2022"),
    Law("uksi/2011/2744", "Policing Protocol Order 2011"),
    Law("uksi/2023/649", "Policing Protocol Order 2023"),
    Law("uksi/2003/527", "Police Regulations 2003"),
    Law("uksi/2020/4", "Police (Conduct) Regulations 2020"),
    Law("uksi/1987/257", "Police Pensions Regulations 1987"),
    Law("uksi/2006/932", "Police (Injury Benefit) Regulations 2006"),
    Law("uksi/2015/445", "Police Pensions Regulations 2015"),
    # London and its money
    Law("ukpga/1999/29", "Greater London Authority Act 1999", (), ("GLA Act 1999",)),
    Law("ukpga/2007/24", "Greater London Authority Act 2007", (), ("GLA Act 2007",)),
    Law("ukpga/1972/70", "Local Government Act 1972"),
    Law("ukpga/1999/27", "Local Government Act 1999"),
    Law("ukpga/2000/22", "Local Government Act 2000"),
    Law("ukpga/2003/26", "Local Government Act 2003"),
    Law("ukpga/1988/41", "Local Government Finance Act 1988"),
    Law("ukpga/1992/14", "Local Government Finance Act 1992"),
    Law("ukpga/1989/42", "Local Government and Housing Act 1989"),
    Law("ukpga/2011/20", "Localism Act 2011"),
    Law("ukpga/2014/2", "Local Audit and Accountability Act 2014"),
    Law("uksi/2015/234", "Accounts and Audit Regulations 2015"),
    Law(
        "uksi/2003/3146",
        "Local Authorities (Capital Finance and Accounting) (England) Regulations 2003",
    ),
    # What is bought
    Law("uksi/2006/5", "Public Contracts Regulations 2006", ("Public Contract Regulations 2006",)),
    Law(
        "uksi/2015/102",
        "Public Contracts Regulations 2015",
        ("Public Contract Regulations 2015",),  # so spelt on forms
        ("PCR 2015",),
    ),
    Law("uksi/2016/273", "Concession Contracts Regulations 2016"),
    Law("ukpga/2023/54", "Procurement Act 2023"),
    Law("uksi/2024/692", "Procurement Regulations 2024"),
    Law("ukpga/2012/3", "Public Services (Social Value) Act 2012"),
    Law("ukpga/2015/30", "Modern Slavery Act 2015"),
    Law(
        "uksi/2006/246",
        "Transfer of Undertakings (Protection of Employment) Regulations 2006",
        (),
        ("TUPE Regulations 2006",),
    ),
    # People's rights
    Law("ukpga/2006/3", "Equality Act 2006"),
    Law("ukpga/2010/15", "Equality Act 2010"),
    Law("uksi/2011/2260", "Equality Act 2010 (Specific Duties) Regulations 2011"),
    Law(
        "uksi/2017/353",
        "Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017",
    ),
    Law("ukpga/1998/42", "Human Rights Act 1998"),
    Law(
        "ukpga/1974/37",
        "Health and Safety at Work etc. Act 1974",
        ("Health and Safety at Work Act 1974",),
    ),
    Law("ukpga/1996/18", "Employment Rights Act 1996"),
    # Crime and those it touches
    Law("ukpga/1984/60", "Police and Criminal Evidence Act 1984", (), ("PACE 1984",)),
    Law("ukpga/1986/64", "Public Order Act 1986"),
    Law("ukpga/1989/41", "Children Act 1989"),
    Law("ukpga/2004/31", "Children Act 2004"),
    Law("ukpga/1998/37", "Crime and Disorder Act 1998"),
    Law("ukpga/2000/11", "Terrorism Act 2000"),
    Law("ukpga/2000/23", "Regulation of Investigatory Powers Act 2000"),
    Law("ukpga/2016/25", "Investigatory Powers Act 2016"),
    Law("ukpga/2002/29", "Proceeds of Crime Act 2002"),
    Law("ukpga/2003/44", "Criminal Justice Act 2003"),
    Law("ukpga/2004/28", "Domestic Violence, Crime and Victims Act 2004"),
    Law("ukpga/2004/36", "Civil Contingencies Act 2004"),
    Law("ukpga/2014/11", "Offender Rehabilitation Act 2014"),
    Law("ukpga/2014/23", "Care Act 2014"),
    Law("ukpga/2015/6", "Counter-Terrorism and Security Act 2015"),
    Law("ukpga/2015/9", "Serious Crime Act 2015"),
    Law("ukpga/2021/17", "Domestic Abuse Act 2021"),
    Law("ukpga/2024/21", "Victims and Prisoners Act 2024"),
    # Buildings
    Law("ukpga/Eliz2/2-3/56", "Landlord and Tenant Act 1954"),
    Law("ukpga/1990/8", "Town and Country Planning Act 1990"),
)
