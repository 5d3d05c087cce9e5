package io.agentmeter.functions.library.tokens;

import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.DynamoDbTokenStore;
import io.agentmeter.functions.library.control.StoredToken;
import io.agentmeter.functions.library.control.TokenStore;
import io.agentmeter.functions.library.wiring.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/// Makes an API token and stores its hash: `TABLE OWNER SCOPE [DAYS]`. The token itself is printed once and kept
/// nowhere. `scripts/token` calls it with credentials in the environment.
public final class TokenCommand {
    private TokenCommand() {}

    public static void main(String[] arguments) {
        if (arguments.length < 3 || arguments.length > 4) {
            System.err.println("usage: TABLE OWNER ingest|read|admin [DAYS]");
            System.exit(2);
        }
        TokenStore store = new DynamoDbTokenStore(new Clients(System.getenv()).dynamoDb(), arguments[0]);
        Duration life = arguments.length == 4 ? Duration.ofDays(Long.parseLong(arguments[3])) : Duration.ZERO;
        Scope scope = Scope.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        System.out.println(create(store, arguments[1], scope, life, Instant.now()));
    }

    /// @param life zero for a token that does not expire
    /// @return the token's text
    static String create(TokenStore store, String owner, Scope scope, Duration life, Instant now) {
        Token token = Tokens.newToken(scope);
        store.save(new StoredToken(token.hash(), owner, Set.of(scope), now, life.isZero() ? null : now.plus(life)));
        return token.secretText();
    }
}
