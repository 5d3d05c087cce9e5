package io.agentmeter.local;

import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.deployment.Streams;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.control.TokenStore;
import io.agentmeter.functions.library.tokens.Token;
import io.agentmeter.functions.library.tokens.Tokens;
import io.agentmeter.local.dynamodb.Tables;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Makes the three tokens of a local cloud and lets the functions know them.
record AccessTokens(TokenStore store, Clock clock) {
    private static final String OWNER = "local";

    static AccessTokens in(DynamoDbClient tables, Clock clock) {
        return new AccessTokens(new DynamoDbTokenStore(tables, Tables.name(Streams.Table.CONTROL)), clock);
    }

    /// A connection with last time's tokens if they are still whole, else with new ones; in both cases the
    /// functions know them.
    Connection connect(Optional<Connection> last, String url) {
        return new Connection(
                url,
                known(last.map(Connection::ingestToken), Scope.INGEST),
                known(last.map(Connection::readToken), Scope.READ),
                known(last.map(Connection::adminToken), Scope.ADMIN));
    }

    private String known(Optional<String> lastText, Scope scope) {
        Token token = lastText.flatMap(Token::parse).orElseGet(() -> Tokens.newToken(scope));
        if (store.find(token.hash()).isEmpty()) {
            store.save(new StoredToken(token.hash(), OWNER, Set.of(scope), clock.instant(), null));
        }
        return token.secretText();
    }
}
