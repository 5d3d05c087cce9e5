package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.ClientDirectory.Client;
import io.agentmeter.functions.library.control.Change.What;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of clients promises.
interface ClientStoreContract {
    ClientStore store();

    @Test
    default void aClientIsChangedByWhoeverHasSeenItsNewestVersion() {
        Client first = Client.created("acme", "Acme", List.of("shop", "web"));
        Client second = first.changed("Acme Inc.", List.of("shop", "web"));

        assertThat(store().directory(true)).isEqualTo(ClientDirectory.NONE);
        assertThat(store().put(first, Admins.change(What.CLIENT, "acme", "created")))
                .isTrue();
        assertThat(store().put(first, Admins.change(What.CLIENT, "acme", "created")))
                .isFalse();
        assertThat(store().put(second, Admins.change(What.CLIENT, "acme", "changed")))
                .isTrue();

        assertThat(store().directory(true)).isEqualTo(ClientDirectory.of(List.of(second)));
    }
}
