package io.agentmeter.local.lambda;

import io.agentmeter.deployment.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs nothing that writes while the disk is nearly full. DynamoDB Local answers a write that its database had no room
/// for as if it were stored (seen with 2.6: the commit fails, the answer is a success), so what would then be
/// acknowledged, or counted, would be lost. A function that is not run loses nothing: the sender is told to send again,
/// and a stream delivers again.
public final class DiskGuard implements Invoker {
    /// More than everything that is under way at once can write, and than the database's log grows to.
    static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final long MEGABYTE = 1024 * 1024;

    /// How much room there is.
    @FunctionalInterface
    interface Disk {
        long freeBytes() throws IOException;
    }

    private final Invoker invoker;
    private final Disk disk;
    private final AtomicBoolean wasFull = new AtomicBoolean();
    private volatile long freeBytes = Long.MAX_VALUE;
    private volatile long lookAgainAt = Long.MIN_VALUE;

    /// @param folder on the disk that is watched
    public static DiskGuard over(Invoker invoker, Path folder) {
        return new DiskGuard(invoker, () -> Files.getFileStore(folder).getUsableSpace());
    }

    DiskGuard(Invoker invoker, Disk disk) {
        this.invoker = invoker;
        this.disk = disk;
    }

    @Override
    public byte[] invoke(Functions function, byte[] event) throws FunctionFailure, InterruptedException {
        if (writes(function) && free() < LEAST_FREE_BYTES) {
            throw FunctionFailure.notNow(
                    function,
                    "the disk with the data folder is nearly full (" + freeBytes / MEGABYTE + " MB free, "
                            + LEAST_FREE_BYTES / MEGABYTE + " MB needed); make room and it goes on by itself");
        }
        return invoker.invoke(function, event);
    }

    private static boolean writes(Functions function) {
        return function != Functions.AUTHORIZE && function != Functions.QUERY;
    }

    private long free() {
        long now = System.nanoTime();
        if (lookAgainAt == Long.MIN_VALUE || now - lookAgainAt >= 0) {
            try {
                freeBytes = disk.freeBytes();
            } catch (IOException unknown) {
                LOG.warn("the free space of the data folder cannot be read", unknown);
            }
            lookAgainAt = now + LOOK_EVERY.toNanos();
            boolean full = freeBytes < LEAST_FREE_BYTES;
            if (wasFull.getAndSet(full) != full) {
                LOG.warn(
                        full ? "the disk is nearly full; nothing is taken until there is room" : "there is room again");
            }
        }
        return freeBytes;
    }

    @Override
    public void close() {
        invoker.close();
    }
}
