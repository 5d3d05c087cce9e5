package io.agentmeter.functions.library.tokens;

import io.agentmeter.deployment.Routes.Scope;
import java.security.SecureRandom;

/// Makes new tokens.
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /// A token nobody has seen before, with 178 random bits.
    ///
    /// @param scope `INGEST`, `READ` or `ADMIN`; for people to see; what the token may do is stored with it
    public static Token newToken(Scope scope) {
        switch (scope) {
            case INGEST, READ, ADMIN -> {}
            case NONE, ANY -> throw new IllegalArgumentException("no token is made for the scope " + scope);
        }
        StringBuilder secret = new StringBuilder(Token.SECRET_LENGTH);
        for (int digit = 0; digit < Token.SECRET_LENGTH; digit++) {
            secret.append(Token.DIGITS.charAt(RANDOM.nextInt(Token.DIGITS.length())));
        }
        return Token.of(scope, secret.toString());
    }
}
