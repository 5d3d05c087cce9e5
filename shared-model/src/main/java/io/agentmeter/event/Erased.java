package io.agentmeter.event;

/// A person who is forgotten: wherever the name was, the pseudonym is. Their usage stays counted.
///
/// The pseudonym begins with [#MARK], which sorts before every letter and digit. Of two claims of one weight the first
/// in the alphabet holds, so a report that comes again with the name does not bring it back.
///
/// @param person the name, as sources say it
/// @param pseudonym stands for this person from now on; drawn at random, because what can be computed from a name can
///     be computed again
public record Erased(String person, String pseudonym) {
    public static final String MARK = "!";

    public Erased {
        person = Names.clean(person);
        pseudonym = Names.clean(pseudonym);
        if (person.isEmpty() || !pseudonym.startsWith(MARK) || person.compareTo(pseudonym) <= 0) {
            throw new IllegalArgumentException("a person, and a pseudonym that begins with " + MARK);
        }
    }

    /// Whether these claims, of an event or a session, are about the person.
    public boolean isAbout(Attribution said) {
        return is(said.user(), person) || is(said.user(), pseudonym);
    }

    private static boolean is(Claim claim, String name) {
        return claim.isPresent() && claim.value().equals(name);
    }

    /// The claims without the person's name.
    public Attribution from(Attribution said) {
        return is(said.user(), person) ? said.withUser(hidden(said.user())) : said;
    }

    /// The claims of the person's own session: without the names of the machine and the branch, too, which people
    /// give their own names to.
    public Attribution fromOwn(Attribution said) {
        return from(said).withMachine(hidden(said.machine())).withBranch(hidden(said.branch()));
    }

    private Claim hidden(Claim claim) {
        return claim.isPresent() ? new Claim(claim.weight(), pseudonym) : claim;
    }

    /// The event without the person's name; the same object if it does not say it.
    public UsageEvent from(UsageEvent event) {
        return with(event, from(event.envelope().attribution()));
    }

    /// An event of the person's own session; the same object if there is nothing to hide.
    public UsageEvent fromOwn(UsageEvent event) {
        return with(event, fromOwn(event.envelope().attribution()));
    }

    private static UsageEvent with(UsageEvent event, Attribution said) {
        Envelope any = event.envelope();
        return said.equals(any.attribution())
                ? event
                : event.withEnvelope(
                        new Envelope(any.id(), any.time(), any.session(), said, any.sources(), any.live()));
    }
}
