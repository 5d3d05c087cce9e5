package io.agentmeter.functions.library.control;

class InMemoryEnforcementLogTest implements EnforcementLogContract {
    private final EnforcementLog log = new InMemoryEnforcementLog();

    @Override
    public EnforcementLog log() {
        return log;
    }
}
