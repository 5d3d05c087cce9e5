package io.agentmeter.functions.library.control;

import java.util.Optional;

/// The known tokens. A store that cannot answer throws
/// [StoreUnavailable][io.agentmeter.functions.library.StoreUnavailable].
public interface TokenStore {
    /// Makes the token known; whatever was stored under its hash is replaced.
    void save(StoredToken token);

    Optional<StoredToken> find(String hash);

    /// Makes the token unknown. Functions may believe in it for another minute.
    void remove(String hash);
}
