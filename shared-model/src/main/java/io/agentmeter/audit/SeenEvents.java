package io.agentmeter.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// Identities and digests of the events of one session's quarter-hour, packed.
final class SeenEvents {
    private static final int LONGS = 3;

    private long[] packed = new long[LONGS];
    private int size;

    /// Takes each event.
    interface Visitor {
        void visit(String key, long digest);
    }

    synchronized void add(String key, long digest) {
        if ((size + 1) * LONGS > packed.length) {
            packed = Arrays.copyOf(packed, packed.length + Math.max(LONGS, packed.length / (2 * LONGS) * LONGS));
        }
        ByteBuffer identity = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key));
        packed[size * LONGS] = identity.getLong();
        packed[size * LONGS + 1] = identity.getLong();
        packed[size * LONGS + 2] = digest;
        size++;
    }

    synchronized void forEach(Visitor visitor) {
        for (int index = 0; index < size; index++) {
            byte[] identity = ByteBuffer.allocate(16)
                    .putLong(packed[index * LONGS])
                    .putLong(packed[index * LONGS + 1])
                    .array();
            visitor.visit(Base64.getUrlEncoder().withoutPadding().encodeToString(identity), packed[index * LONGS + 2]);
        }
    }
}
