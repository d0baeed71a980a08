"""Replies as people give them, by the probe's target: some answer, some dodge."""

GOOD: dict[str, tuple[str, ...]] = {
    "situation": (
        "So it was the new returns portal for about four hundred shops, due on the first of "
        "March, and I had three engineers and half a designer.",
        "Six people, counting me, and we had eleven weeks until the trade fair.",
        "Um, it was a migration off Oracle for the claims team, two hundred handlers in Leeds, "
        "before the licence ran out at the end of June.",
    ),
    "hypothesis": (
        "I'd assumed the vendor's API could take our whole batch in one night, so I planned a "
        "single weekend for the cut-over.",
        "We thought eight out of ten users would switch on their own within two weeks.",
        "Honestly I was counting on the data team to be done by May, because they'd told me it "
        "was just a schema change.",
    ),
    "breakdown": (
        "The hand-over to support, nobody had told them the refund button was gone, so the first "
        "four hundred calls went nowhere.",
        "It was the estimate for the address import, we'd sized it on a sample with no foreign "
        "addresses in it.",
        "The certificate had to be signed by IT security and there was no ticket for it, so it sat "
        "in someone's inbox for two weeks.",
    ),
    "fix": (
        "The same evening I switched the feature off for everyone but the pilot shops and called "
        "the three biggest customers.",
        "We cut the export, moved Dana from the app to the backend, and told sales we'd be two "
        "weeks late.",
        "I went to the CTO the next morning and asked for a code freeze, and we rolled back to "
        "the April build.",
    ),
    "systemic_change": (
        "Now no integration gets a date before somebody has sent one real order through the "
        "vendor's sandbox, it's a field in the template.",
        "Since then there's a rota, one engineer each week reads the error log on Monday and "
        "Thursday, and the build fails if it's over ten.",
        "We added a check to the release pipeline, it refuses to deploy when the migration "
        "hasn't run on a copy of production.",
    ),
    "ownership": (
        "I never asked the warehouse whether they could do it, I just put the date in the plan. "
        "That's on me.",
        "I should have called the vendor in March, when the first file came late, and I let it "
        "slide for six weeks.",
        "It was my decision to skip the load test, and I took it in five minutes because I wanted "
        "the date.",
    ),
    "tradeoff": (
        "We dropped the Android version until autumn so that the iPhone one could be in the "
        "stores before Easter.",
        "The reporting module went, finance had been promised it since last year and they had to "
        "go on with spreadsheets.",
        "I let the test coverage slip, from about eighty percent to sixty, to get the date.",
    ),
    "stakeholder_conflict": (
        "Sales wanted a discount field in every quote because they lose deals without it, and "
        "finance refused since they'd been burnt with thirty percent discounts.",
        "The head of operations wanted to keep the old scanner for another year, he was afraid of "
        "peak season, and I needed it gone by October.",
        "Legal insisted on a consent screen and growth was against it, they'd seen it cost them "
        "nine percent of sign-ups.",
    ),
    "alignment_mechanism": (
        "We ran both versions for two weeks in Hamburg and agreed beforehand that under three "
        "percent returns meant his version stays.",
        "I wrote down what each option would cost per month, one page, and the COO decided on "
        "that page.",
        "In the end we took fifty support tickets and counted how many each design would have "
        "avoided, it was thirty-one to twelve.",
    ),
    "loss_handled": (
        "The partner team lost their slot, so I told them in person and gave them two of my "
        "engineers in January.",
        "I called the eleven customers who'd been promised it, said that we wouldn't do it this "
        "year, and we gave them three months for free.",
        "It was me who lost, I still think it was wrong, but I told my team that we're doing it "
        "her way and I wrote the launch plan myself.",
    ),
    "delivery_metric": (
        "Lead time, it was nineteen days from merge to live and we got it down to six.",
        "About four in ten releases needed a hotfix in the first week.",
        "Eleven days. Before that it was more like thirty.",
    ),
    "outcome_metric": (
        "We were five weeks late and it cost us about eighty thousand euros in penalties.",
        "Retention at ninety days went from forty-one to forty-six percent.",
        "In the end two of the nine customers left, that's roughly a quarter million a year.",
    ),
    "critical_path": (
        "The payment licence, without that nothing else can go live, everything waits for the "
        "regulator's letter.",
        "It all hangs on the address matching, if that's under ninety-five percent then neither "
        "billing nor delivery can start.",
        "The data import comes first, because the pricing engine and the portal both need "
        "cleaned customer records before they can be tested.",
    ),
    "sequencing": (
        "First two weeks the import, by day thirty ten pilot shops are live, and from week six "
        "we add fifty shops a week.",
        "Week one is the login, week three the payment page, and at the end of week five a "
        "customer can buy one product.",
        "By the tenth the API is open for one partner, then until the end of the month we "
        "move the other four.",
    ),
    "resourcing": (
        "Two backend engineers on the import, one designer half time, and the first hire is a "
        "data analyst.",
        "I'd put four of the six people on checkout and leave one on support, and I need a "
        "contractor for the app.",
        "Sixty thousand goes to the field test and the rest, about twenty, to the agency.",
    ),
    "risk_mitigation": (
        "The biggest one is that the bank changes its file format, so Ines runs a test file "
        "every Monday and calls me if it fails.",
        "If the labels are late we'd see it by the twelfth, because the printer has to confirm "
        "the proof, and Tom watches that.",
        "The risk is fraud in the first week, so there's an alert at fifty refunds a day and the "
        "ops lead can switch it off.",
    ),
    "buffer": (
        "If fewer than thirty percent of the pilot users come back in week four, we stop.",
        "I kept eight days empty between the test and the launch, and the fallback is the old "
        "flow for Poland.",
        "We'd fall back to paper forms in the two big clinics, that can run for a week.",
    ),
    "blames_others": (
        "I'd given them the spec two weeks late and never checked that they had read it, that was "
        "my mistake.",
        "What I could have done is sit with their lead in January, I didn't, I just sent emails.",
        "Fair, I signed off their estimate without asking what was in it.",
    ),
    "humble_brag": (
        "My wrong decision was to rewrite the onboarding myself, I held up two engineers for "
        "three weeks.",
        "It cost us the March date, and support had to answer six hundred tickets by hand.",
        "I didn't delegate the vendor contract and then I forgot the notice period, so we paid "
        "another year.",
    ),
    "smooth_sailing": (
        "The login nearly broke it, two days before launch we found out that the token expired "
        "after an hour and nobody had tested that.",
        "Well, eleven bugs came back in the first month, and one of them lost orders.",
        "Actually the translation was late, the agency had been sent the wrong file and we went "
        "out without Polish.",
    ),
    "vague_alignment": (
        "The operations lead still disagreed, she wanted two more weeks of testing, and the COO "
        "decided against her.",
        "We decided there that the app ships without offline mode, and Marco, who runs the field "
        "team, had to agree.",
        "Marketing gave up the spring date and we gave up the second language.",
    ),
    "heroics": (
        "We would have had to drop the loyalty feature, that was about three weeks of work for "
        "two people.",
        "Two of them quit in the half year after, and the next release was a month late.",
        "I could have asked for a later date in April, I didn't want to look weak, so the team "
        "paid for it.",
    ),
    "strategy_not_execution": (
        "Even with a better idea the launch would have failed, the shop staff got the training "
        "after the start, not before.",
        "The build was late because nobody owned the data feed, it broke four times in the first "
        "month.",
        "In the work, the test group was never set up, so we couldn't see for ten weeks that no "
        "one used it.",
    ),
    "activity_as_progress": (
        "Afterwards a customer could change their address online, before that they had to call.",
        "We decided in one of them to stop the pilot in Spain, that was the only decision.",
        "Out of those came a list of nine defects and we fixed seven of them in May.",
    ),
    "abstract_talk": (
        "On the third of May, for example, I sat with two drivers and saw that they scan every "
        "parcel twice.",
        "For example Lena from support sent me forty tickets about the invoice, and I moved the "
        "total to the top of the page.",
        "I cut the scope from nine screens to four and told the sales lead that the rest comes "
        "in June.",
    ),
}

DODGES: dict[str, tuple[str, ...]] = {
    "situation": (
        "It was a pretty big and important project for the company, a lot of eyes on it.",
        "Well, you know, the usual setting, a complex environment with many stakeholders.",
        "I don't remember the details.",
    ),
    "hypothesis": (
        "We thought that it would go well, basically.",
        "I mean, we were quite optimistic, like everybody is at the start.",
        "Hard to say, it was a long time ago.",
    ),
    "breakdown": (
        "I think it was mostly communication, there were just a lot of moving parts.",
        "It was a combination of things, really, as it always is.",
        "There were some issues along the way with the integration.",
    ),
    "fix": (
        "We all rolled up our sleeves and pushed through it as a team.",
        "We dealt with it and made sure that everyone was informed.",
        "I just tried to stay calm and focus on what matters.",
    ),
    "systemic_change": (
        "We communicate a lot better now and we're more careful.",
        "I learned a lot from it, I'm much more aware of these things today.",
        "The team has really matured, and quality is in our culture now.",
    ),
    "ownership": (
        "As a team we should have communicated better.",
        "Well, engineering owned the estimate, so it's difficult to say.",
        "I maybe cared too much about the product.",
    ),
    "tradeoff": (
        "We prioritised what was most important for the customer.",
        "We had to make some tough choices, of course.",
        "Nothing really, we managed to keep everything.",
    ),
    "stakeholder_conflict": (
        "There was some misalignment between the teams, the normal tension.",
        "People just had different perspectives on it.",
        "No, I wouldn't say there was a real conflict.",
    ),
    "alignment_mechanism": (
        "We talked it through and in the end everybody was aligned.",
        "I brought everyone into a room and we found a good compromise.",
        "It's about trust, when people feel heard they come along.",
    ),
    "loss_handled": (
        "In the end everyone was happy with it, it was a win-win.",
        "I think they understood, they are professionals.",
        "Nobody really lost anything.",
    ),
    "delivery_metric": (
        "We look at velocity and quality, and both were going in the right direction.",
        "The team was getting faster and faster.",
        "I can't share those numbers.",
    ),
    "outcome_metric": (
        "It was a big success, the feedback was very positive.",
        "It improved quite a lot, customers loved it.",
        "I don't have the exact figure with me.",
    ),
    "critical_path": (
        "There are several important workstreams and they all matter.",
        "I'd say the most critical thing is communication and focus.",
        "It depends on the priorities of the business.",
    ),
    "sequencing": (
        "First I'd listen and build relationships, then align everybody on a vision.",
        "We'd start with discovery and then move on to execution in an agile way.",
        "Step by step, I'd prioritise as we go.",
    ),
    "resourcing": (
        "I'd make sure that we have the right people in the right places.",
        "We'd get the resources that we need from leadership.",
        "That depends on what the organisation can give me.",
    ),
    "risk_mitigation": (
        "There are always risks in such a project, we would manage them proactively.",
        "I'd keep a close eye on everything.",
        "I think that transparency is the best way to reduce risk.",
    ),
    "buffer": (
        "We'd stay agile and adapt as we learn.",
        "I'd leave a bit of room in the plan.",
        "I don't think that we would need one.",
    ),
    "blames_others": (
        "Honestly there wasn't much that I could have done, they just didn't deliver.",
        "It really was on them, everyone in the company knows that.",
        "They were asked many times and it was always the same.",
    ),
    "humble_brag": (
        "I guess I just always want to give the customer the best.",
        "I have very high standards, for myself most of all.",
        "Well, no, I think that it paid off in the end.",
    ),
    "smooth_sailing": (
        "No, really, it went exactly to plan.",
        "Nothing, we were just very well prepared.",
        "There are always small things, but nothing worth mentioning.",
    ),
    "vague_alignment": (
        "No one, we were all on the same page.",
        "Everybody left the room with a good feeling.",
        "We kept each other in the loop with regular updates.",
    ),
    "heroics": (
        "The team was happy to do it, they really believed in it.",
        "Sometimes you just have to go the extra mile.",
        "That's what it takes in a start-up.",
    ),
    "strategy_not_execution": (
        "The market simply wasn't ready for it.",
        "No, the execution was great, it was just the wrong product.",
        "I think that it all comes down to the vision.",
    ),
    "activity_as_progress": (
        "It created a lot of visibility and everybody was well informed.",
        "The meetings kept the momentum going.",
        "People really appreciated the weekly report.",
    ),
    "abstract_talk": (
        "It's really a mindset, you have to live it every day.",
        "In general I always start with the customer.",
        "It looks different in every company.",
    ),
}

DEEPER_GOOD: tuple[tuple[str, str], ...] = (
    ("ownership", "My manager could have, she'd seen the same thing at her last company."),
    ("systemic_change", "It stopped two releases in May, both because of missing translations."),
    ("outcome_metric", "Compared with the year before, when it was twelve percent."),
    ("breakdown", "You could have seen it in the second week, the first file had only nine rows."),
    ("tradeoff", "The sales lead in Madrid, I told her on the phone the same day."),
    ("fix", "We thought about hiring two contractors but the security check takes six weeks."),
    ("hypothesis", "It was based on the last two migrations, both took under ten days."),
    ("systemic_change", "Petra, she's the release manager, she looks at it every Thursday."),
)

DEEPER_DODGES: tuple[tuple[str, str], ...] = (
    ("ownership", "That's a good question."),
    ("systemic_change", "It's working really well for us."),
    ("outcome_metric", "I'd have to look that up."),
    ("breakdown", "It is what it is."),
    ("tradeoff", "Everyone was fine with it."),
    ("fix", "I don't know, it just felt right."),
    ("hypothesis", "It was a gut feeling I guess."),
    ("systemic_change", "No."),
)

FRESH_GOOD: tuple[tuple[str, str], ...] = (
    (
        "situation",
        "It was for the logistics side of a supermarket chain, about nine hundred vans, "
        "and they wanted it before Christmas.",
    ),
    ("situation", "three of us, and the deadline was the audit in september"),
    (
        "hypothesis",
        "I thought people would just use the old screen in parallel for a week and then "
        "forget about it",
    ),
    ("hypothesis", "The assumption was that the bank's sandbox behaves like the real thing."),
    (
        "breakdown",
        "Basically the sync job ran at midnight UTC and the stores close at one, so the "
        "last hour of sales never got in.",
    ),
    (
        "breakdown",
        "the person who approves the translations was on parental leave and there was no stand-in",
    ),
    (
        "fix",
        "I rang the client, told them we'd miss it by ten days, and put the two seniors "
        "on the import full time.",
    ),
    ("fix", "we just shipped without the chat and did refunds by hand for a month"),
    (
        "systemic_change",
        "There's a line in the kickoff document now, who is the approver and who stands "
        "in, and we don't start without it.",
    ),
    ("systemic_change", "every release goes to five percent first, for a day, that's automatic"),
    (
        "ownership",
        "I saw the number in the report, I thought it was a glitch and I didn't ask anyone.",
    ),
    ("ownership", "Promising the date before the team had even looked at it, that was me."),
    ("tradeoff", "The search stayed bad for another half year, and support had to live with it."),
    ("tradeoff", "we shipped it in english only, the french team was furious"),
    (
        "stakeholder_conflict",
        "The clinic directors wanted the patients to book themselves and the "
        "receptionists were scared they'd lose their jobs.",
    ),
    (
        "alignment_mechanism",
        "We gave it to ten receptionists for a day and they voted, simple as that.",
    ),
    (
        "alignment_mechanism",
        "the cfo said whatever pays back within a year, so we did the sums and mine didn't",
    ),
    (
        "loss_handled",
        "I went to see the receptionists myself, told them what we'd take away, and two "
        "of them got trained for the call desk.",
    ),
    (
        "delivery_metric",
        "roughly sixty percent of what we planned for a sprint got done, it went up to eighty five",
    ),
    ("outcome_metric", "we lost one client out of twelve"),
    (
        "critical_path",
        "If the scanner can't read wet labels then the rest is pointless, so that's "
        "what we try out on day one.",
    ),
    (
        "sequencing",
        "monday to wednesday i freeze everything, by friday we have the list, and the "
        "week after the first shop is switched",
    ),
    (
        "resourcing",
        "i'd take tom and one contractor for the app, everybody else stays on billing",
    ),
    (
        "risk_mitigation",
        "what could kill it is the customs paperwork so our broker looks at each one "
        "the day before",
    ),
    ("buffer", "if by the twentieth we don't have ten orders a day i'd call it off"),
    ("blames_others", "i knew in april they were two people short and i didn't tell anybody"),
    ("heroics", "we should've moved the date, i had the chance in february and didn't take it"),
    ("vague_alignment", "the finance lead, she never signed it"),
    ("smooth_sailing", "the first night the prices were wrong in forty shops"),
    ("activity_as_progress", "we killed two of the five projects after that review"),
)
"""Written after the rules, so that they tell how the rules do on what they were not made for."""

FRESH_DODGES: tuple[tuple[str, str], ...] = (
    ("situation", "It was quite a challenging time in general."),
    ("situation", "Like I said, it was the big launch that everyone was waiting for."),
    ("hypothesis", "We had a really solid plan, I think."),
    ("breakdown", "I'd say expectations weren't managed well enough on either side."),
    ("breakdown", "It just took longer than people had hoped."),
    ("fix", "We came together and got it over the line."),
    ("fix", "I raised it with the right people."),
    ("systemic_change", "We definitely do more planning up front these days."),
    ("systemic_change", "I make sure now that I'm on top of these things."),
    ("ownership", "I take full responsibility for everything my team does."),
    ("ownership", "I could have pushed the other team harder, I suppose."),
    ("tradeoff", "We had to be pragmatic about some of the features."),
    ("stakeholder_conflict", "Engineering and marketing never really see eye to eye, do they."),
    ("alignment_mechanism", "After a few conversations it sorted itself out."),
    ("alignment_mechanism", "I'm good at bringing people along."),
    ("loss_handled", "Everyone got something out of it at the end of the day."),
    ("delivery_metric", "Our throughput was healthy, I looked at it regularly."),
    ("outcome_metric", "Customers were delighted and the numbers went up."),
    ("critical_path", "Getting the right team together, I'd say."),
    ("sequencing", "I'd begin by talking to all the stakeholders and then draft a roadmap."),
    ("resourcing", "Enough people to get it done comfortably."),
    ("risk_mitigation", "We'd have a risk log and go through it regularly."),
    ("buffer", "I would plan conservatively."),
    ("blames_others", "They had their own priorities, what can you do."),
    ("heroics", "I'm proud of what that team did."),
    ("vague_alignment", "Honestly I can't think of anyone."),
    ("smooth_sailing", "It was a textbook launch."),
    ("humble_brag", "I'd rather be too thorough than sloppy."),
    ("activity_as_progress", "It keeps people engaged."),
    ("abstract_talk", "You have to feel the customer's pain."),
)
