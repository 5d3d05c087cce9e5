package io.agentmeter.functions.library.control;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tokens in memory, for tests.
public final class InMemoryTokenStore implements TokenStore {
    private final Map<String, StoredToken> tokens = new ConcurrentHashMap<>();

    @Override
    public void save(StoredToken token) {
        tokens.put(token.hash(), token);
    }

    @Override
    public Optional<StoredToken> find(String hash) {
        return Optional.ofNullable(tokens.get(hash));
    }

    @Override
    public void remove(String hash) {
        tokens.remove(hash);
    }
}
