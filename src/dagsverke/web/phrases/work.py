"""What refusals say of what is closed to change, of weeks, balances, papers. Places are as ``phrases.model`` says."""

from dagsverke.web.phrases.model import Phrase

LOCKS = (
    Phrase(
        "%(locked_on)s is in the period %(first_on)s to %(last_on)s, which %(name)s locked (%(reason)s); "
        "%(openers)s can open it"
    ),
    Phrase(
        "%(locked_on)s is in the period %(first_on)s to %(last_on)s, which was locked (%(reason)s); "
        "%(openers)s can open it"
    ),
    Phrase(
        "%(locked_on)s is in the period %(first_on)s to %(last_on)s of %(department)s, which %(name)s "
        "locked (%(reason)s); %(openers)s can open it"
    ),
    Phrase(
        "%(locked_on)s is in the period %(first_on)s to %(last_on)s of %(department)s, which was locked "
        "(%(reason)s); %(openers)s can open it"
    ),
    Phrase("the days %(first_on)s to %(last_on)s are locked already"),
    Phrase("is open already"),
    Phrase("is attested and can no longer be changed"),
    Phrase("is attested by %(name)s and can no longer be changed"),
    Phrase("is invoiced and can no longer be changed"),
    Phrase("is invoiced on invoice %(number)s and can no longer be changed"),
    Phrase("is delivered and can no longer be changed"),
    Phrase("is the draft of a credit, whose rows are those of the invoice that it credits"),
    Phrase("cannot be changed of the last active administrator: make another one first"),
    Phrase("cannot be given here, for more follows from it"),
    Phrase("must be its own before the row is taken away"),
    Phrase("is obliterated and can no longer be changed"),
    Phrase("was accepted and can no longer be changed"),
    Phrase("was declined and can no longer be changed"),
    Phrase("is sent, and must be made a draft to be changed"),
    Phrase("can no longer be changed, for invoice %(number)s is sent"),
    Phrase("can no longer be changed, for it is the draft of a credit"),
    Phrase("cannot be changed here"),
    Phrase("cannot change: time is recorded under it, and payroll reads that"),
    Phrase("cannot change: there is time on days of the zone"),
    Phrase("is set by the clock and cannot be changed"),
    Phrase("is made by clocked time, which payroll cannot change"),
    Phrase("was measured by the clock, and is corrected by its begin and end"),
    Phrase("runs already"),
    Phrase("does not run"),
    Phrase("the company has no cause for worked time"),
    Phrase("is registered already for this person and day"),
    Phrase("is registered already for this person, day and cause code"),
    Phrase("would make more absence on %(locked_on)s than work is expected"),
    Phrase("to %(last_on)s has no day on which %(name)s is expected to work"),
)
"""Of what is closed to change, by a lock, an attestation, an invoice, a clock."""
WEEKS = (
    Phrase("tick the weeks that are meant"),
    Phrase("cannot submit: %(weeks)s"),
    Phrase("cannot approve: %(weeks)s"),
    Phrase("cannot return: %(weeks)s"),
    Phrase("cannot reopen: %(weeks)s"),
    Phrase("%(week)s of %(name)s is %(status)s"),
    Phrase("%(week)s of %(name)s is %(status)s and %(count)s more"),
    Phrase("open"),
    Phrase("submitted"),
    Phrase("approved"),
    Phrase("returned"),
    Phrase("or"),
    Phrase("nobody"),
    Phrase("This person may not submit %(week)s of %(name)s."),
    Phrase("This person may not approve %(week)s of %(name)s."),
    Phrase("This person may not return %(week)s of %(name)s."),
    Phrase("This person may not reopen %(week)s of %(name)s."),
    Phrase("This person may not lock these days."),
    Phrase("This person may not open what is locked."),
)
"""Of weeks, and the words that stand in them."""
BALANCES = (
    Phrase("A person may not change balances."),
    Phrase("A person may not delete balances."),
    Phrase("A person may not change employments."),
    Phrase("Only who sees everybody may close."),
    Phrase("Only who sees everybody may import balances."),
    Phrase("Only who sees everybody may look what closing would do."),
    Phrase("say that you have looked at the dry run"),
    Phrase("is still to come: nobody knows yet what the balances will be"),
    Phrase("is closed: the last closing is that of %(closed_on)s"),
    Phrase("has the closing of %(closed_on)s after it, which is to be undone first"),
    Phrase("belongs to a closing, which is undone as a whole or not at all"),
    Phrase("is how no account of %(name)s closes"),
    Phrase("needs an account for every kind of vacation; none is %(name)s"),
    Phrase("must be the last day of a vacation year, which begins on %(name)s"),
    Phrase("no account of this company subtracts expected time"),
    Phrase("must be year, flex or nothing"),
    Phrase("must be lapse, pay or nothing"),
    Phrase("must say which closing applies the rules of carrying"),
    Phrase("is for accounts of time; days of vacation close with the vacation year"),
    Phrase("and carry_max go together: how much is carried, and what of the rest"),
    Phrase("overlaps the employment from %(starts_on)s"),
    Phrase("overlaps the schedule assigned from %(starts_on)s"),
    Phrase("cannot be expiry: a permanent employment has no term"),
    Phrase("is required where a reason is given"),
    Phrase("is given up only by making another agreement the default one"),
    Phrase("is after %(last_on)s, the last day on which it holds"),
    Phrase("has more than %(most)s lines"),
    Phrase("repeats line %(number)s"),
    Phrase("has %(count)s columns where the first line has %(number)s"),
    Phrase("is not CSV (%(why)s)"),
    Phrase("the file must have one column %(column)s (it has: %(names)s)"),
)
"""Of balances, closings, employments and files."""
SALES = (
    Phrase("nothing of %(name)s is unbilled from %(first_on)s to %(last_on)s"),
    Phrase("nothing of %(name)s is unbilled on what was named from %(first_on)s to %(last_on)s"),
    Phrase("nothing of %(name)s is unbilled from %(first_on)s to %(last_on)s; what there was stands on %(papers)s"),
    Phrase(
        "nothing of %(name)s is unbilled on what was named from %(first_on)s to %(last_on)s; what there "
        "was stands on %(papers)s"
    ),
    Phrase(
        "nothing of %(name)s is unbilled from %(first_on)s to %(last_on)s but what has a price as a whole (%(names)s)"
    ),
    Phrase(
        "nothing of %(name)s is unbilled on what was named from %(first_on)s to %(last_on)s but what has "
        "a price as a whole (%(names)s)"
    ),
    Phrase("invoice %(number)s"),
    Phrase("an invoice"),
    Phrase("a draft"),
    Phrase("and more"),
    Phrase("there would be %(count)s rows, of at most %(most)s: group them"),
    Phrase("is not the same for everything that was named"),
    Phrase("only a sent invoice can be paid"),
    Phrase("only a sent invoice can be obliterated"),
    Phrase("invoice %(number)s cannot be credited"),
    Phrase("invoice %(number)s is no draft any more"),
    Phrase("is invoice %(number)s, which was sent: credit it instead"),
    Phrase("is on invoice %(number)s already"),
    Phrase("is paid in part"),
    Phrase("is credited"),
    Phrase("is a credit, and what it freed may be billed again by now"),
    Phrase("credits another invoice, which is free of its rows already"),
    Phrase("must be 1 or 2, for only a sent invoice can be paid or obliterated"),
    Phrase("must be 1 or 2 on a ROT or RUT invoice"),
    Phrase("is required for this type of property"),
    Phrase("is required for this kind of row"),
    Phrase("is required by the billing method %(what)s"),
    Phrase("is only for the billing method %(what)s"),
    Phrase("is required where the billing method is %(what)s"),
    Phrase("is required where there is a contact person"),
    Phrase("is required where the currency is not SEK"),
    Phrase("is required where no vehicle is given"),
    Phrase("is required where no distance is given"),
    Phrase("is required where the odometer is not read at the end"),
    Phrase("is not what the odometer says"),
    Phrase("must not add up to more than 100 percent"),
    Phrase("must not hold one person twice"),
    Phrase("must not hold one share twice"),
    Phrase("share %(number)s must be from 1 to 100 percent"),
    Phrase("must be accepted first"),
    Phrase("was accepted on %(decided_on)s and cannot be decided again"),
    Phrase("was declined on %(decided_on)s and cannot be decided again"),
    Phrase("was %(until_on)s; the quote no longer holds"),
    Phrase("is such that the order can no longer be confirmed"),
    Phrase("is such that the order was confirmed on %(decided_on)s"),
    Phrase("must not be less than %(least)s: numbers are not given twice"),
    Phrase("must name a time entry or an expense"),
    Phrase("needs a project or work order with a fixed price"),
    Phrase("is revoked already"),
    Phrase("is how people sign in, and stays"),
    Phrase("is never withdrawn, for what was recorded names it: take it out of use"),
    Phrase("is %(before)s and cannot become %(after)s"),
    Phrase("cannot become %(after)s once it is %(before)s"),
    Phrase("are paid for by %(number)s in part"),
    Phrase("must be 1 or 2 for a new invoice"),
    Phrase("cannot be the customer's, who has none"),
)
"""Of papers."""
