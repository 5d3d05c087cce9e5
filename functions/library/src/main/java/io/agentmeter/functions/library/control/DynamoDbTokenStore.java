package io.agentmeter.functions.library.control;

import io.agentmeter.deployment.Routes.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Tokens in the Control table: `pk` = `TOKEN#<hash>`, `sk` = `token`.
public final class DynamoDbTokenStore implements TokenStore {
    private static final String PREFIX = "TOKEN#";
    private static final String SORT = "token";
    private static final String OWNER = "owner";
    private static final String SCOPES = "scopes";
    private static final String CREATED_AT = "createdAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final AttributeValue NO_SCOPES = AttributeValue.fromL(List.of());

    private final ControlTable table;

    public DynamoDbTokenStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void save(StoredToken token) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PREFIX + token.hash(), SORT));
        item.put(OWNER, ControlTable.text(token.owner()));
        item.put(
                SCOPES,
                AttributeValue.fromL(token.scopes().stream()
                        .map(scope -> ControlTable.text(scope.name().toLowerCase(Locale.ROOT)))
                        .toList()));
        item.put(CREATED_AT, ControlTable.text(token.createdAt().toString()));
        Instant end = token.expiresAtOrNull();
        if (end != null) {
            item.put(EXPIRES_AT, ControlTable.text(end.toString()));
            item.put(ControlTable.TTL, ControlTable.number(end.getEpochSecond()));
        }
        table.call(
                "written",
                client -> client.putItem(PutItemRequest.builder()
                        .tableName(table.name())
                        .item(item)
                        .build()));
    }

    @Override
    public Optional<StoredToken> find(String hash) {
        return table.get(PREFIX + hash, SORT, false).map(item -> read(hash, item));
    }

    @Override
    public void remove(String hash) {
        table.call(
                "written",
                client -> client.deleteItem(DeleteItemRequest.builder()
                        .tableName(table.name())
                        .key(ControlTable.key(PREFIX + hash, SORT))
                        .build()));
    }

    private static StoredToken read(String hash, Map<String, AttributeValue> item) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (AttributeValue scope : item.getOrDefault(SCOPES, NO_SCOPES).l()) {
            scopes.add(Scope.valueOf(scope.s().toUpperCase(Locale.ROOT)));
        }
        return new StoredToken(
                hash,
                ControlTable.text(item, OWNER),
                scopes,
                Instant.parse(ControlTable.text(item, CREATED_AT)),
                ControlTable.instantOrNull(item, EXPIRES_AT));
    }
}
