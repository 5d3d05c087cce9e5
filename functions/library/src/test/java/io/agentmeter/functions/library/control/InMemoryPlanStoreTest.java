package io.agentmeter.functions.library.control;

class InMemoryPlanStoreTest implements PlanStoreContract {
    @Override
    public PlanStore store() {
        return new InMemoryPlanStore();
    }
}
