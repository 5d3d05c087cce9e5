package io.agentmeter.functions.library.control;

class InMemoryReceiptsTest implements ReceiptsContract {
    @Override
    public Receipts receipts() {
        return new InMemoryReceipts();
    }
}
