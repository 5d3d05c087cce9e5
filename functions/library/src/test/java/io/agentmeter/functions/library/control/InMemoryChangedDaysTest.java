package io.agentmeter.functions.library.control;

class InMemoryChangedDaysTest implements ChangedDaysContract {
    private final InMemoryChangedDays days = new InMemoryChangedDays();

    @Override
    public ChangedDays days() {
        return days;
    }
}
