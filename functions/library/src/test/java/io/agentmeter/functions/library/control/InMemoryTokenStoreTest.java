package io.agentmeter.functions.library.control;

class InMemoryTokenStoreTest implements TokenStoreContract {
    @Override
    public TokenStore store() {
        return new InMemoryTokenStore();
    }
}
