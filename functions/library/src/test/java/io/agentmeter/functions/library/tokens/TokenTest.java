package io.agentmeter.functions.library.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.deployment.Routes.Scope;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void aNewTokenHasAPrefixAScopeASecretAndAChecksum() {
        assertThat(Tokens.newToken(Scope.INGEST).secretText()).matches("am_ingest_[0-9A-Za-z]{36}");
        assertThat(Tokens.newToken(Scope.READ).secretText()).matches("am_read_[0-9A-Za-z]{36}");
        assertThat(Tokens.newToken(Scope.ADMIN).secretText()).matches("am_admin_[0-9A-Za-z]{36}");
    }

    @Test
    void noTokenIsMadeForRoutesThatNeedNone() {
        assertThatThrownBy(() -> Tokens.newToken(Scope.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tokens.newToken(Scope.ANY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTwoTokensAreEqual() {
        assertThat(Tokens.newToken(Scope.READ).hash())
                .isNotEqualTo(Tokens.newToken(Scope.READ).hash());
    }

    @Property(tries = 200)
    void aTokenComesBackFromItsText(@ForAll @IntRange(max = 2) int scope) {
        Token token = Tokens.newToken(new Scope[] {Scope.INGEST, Scope.READ, Scope.ADMIN}[scope]);
        assertThat(Token.parse(token.secretText()).map(Token::hash)).contains(token.hash());
    }

    @Property(tries = 500)
    void oneWrongCharacterIsNoticed(
            @ForAll @IntRange(min = 10, max = 45) int at, @ForAll @IntRange(min = 1, max = 61) int by) {
        String right = Tokens.newToken(Scope.INGEST).secretText();
        int digit = (Token.DIGITS.indexOf(right.charAt(at)) + by) % 62;
        String wrong = right.substring(0, at) + Token.DIGITS.charAt(digit) + right.substring(at + 1);
        assertThat(Token.parse(wrong)).isEmpty();
    }

    @Test
    void aTokenDoesNotShowItself() {
        Token token = Tokens.newToken(Scope.READ);
        assertThat(token.toString()).doesNotContain(token.secretText().substring(8));
        assertThat(token.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void anotherShapeIsNoToken() {
        assertThat(Token.parse("")).isEmpty();
        assertThat(Token.parse("am_ingest_00000000000000000000000000000000")).isEmpty();
        assertThat(Token.parse("am_owner_" + "0".repeat(36))).isEmpty();
    }
}
