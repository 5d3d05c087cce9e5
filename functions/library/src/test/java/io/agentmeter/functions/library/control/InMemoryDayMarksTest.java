package io.agentmeter.functions.library.control;

class InMemoryDayMarksTest implements DayMarksContract {
    @Override
    public DayMarks marks() {
        return new InMemoryDayMarks();
    }
}
