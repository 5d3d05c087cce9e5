package io.agentmeter.functions.library.control;

class InMemoryReportStoreTest implements ReportStoreContract {
    @Override
    public ReportStore store() {
        return new InMemoryReportStore();
    }
}
