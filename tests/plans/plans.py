"""A local plan as partnerships write them: several leads, empty cells, long notes, dates in words. All made up."""

NOTE = (
    "Odalys thought it better to ask the services what young people have told them already, and to come back to them "
    'once there is a draft:\n- play service, "Have your say"\n- youth council; notes of 3 meetings'
)
COLUMNS = ("when", "activity", "method", "themes", "groups", "participants", "lead", "progress")
LOCAL_PLAN = [
    dict(zip(COLUMNS, cells, strict=True))
    for cells in (
        (
            "9th Dec ‘08",
            "Show the tool to the Saltmarsh Steering Group.  Agree the plan ",
            "",
            "",
            "",
            "",
            "Odalys Brack / Tom Wren",
            "Complete",
        ),
        (
            "5th Jan ‘09",
            "Meet Ines Holloway to talk about how young people take part",
            "",
            "",
            "",
            "Youth council, Ines",
            "Tom Wren",
            NOTE,
        ),
        ("", "Meet about families", "", "", "parents and carers", "", "Tom Wren ", ""),
        (
            "W/B 26th January '09",
            "Prepare the questionnaire",
            "Questionnaire",
            "1;2; Complementary roles",
            "frontline; leaders",
            "",
            "Tom Wren",
            "",
        ),
        ("W/B 26th January '09", "Find rooms", "", "", "", "", "Peta Lind", ""),
        ("W/B 26th January '09", "Find rooms", "", "", "", "", "Peta Lind", ""),
        ("February / March", "Talk at the age-related groups", "", "", "", "  all three, in turn", "", ""),
        (
            "March / April ‘09",
            "Focus groups in the four localities",
            "focus groups",
            "ALL",
            "health;Early years",
            "",
            "Odalys Brack / Peta Lind / Tom Wren",
            "",
        ),
        ("- June 1", "Analysis workshop", "", "", "", "Workforce group", "", ""),
        ("January 23 - March 31", 'Survey, "first round"', "survey", "Outcome focus", "education", "", "", ""),
        ("ongoing", "Gather what there is already", "existing information", "", "", "", "Steering Group", ""),
    )
]
