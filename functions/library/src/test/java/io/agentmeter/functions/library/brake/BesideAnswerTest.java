package io.agentmeter.functions.library.brake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BesideAnswerTest {
    private final LinkedBlockingQueue<RuntimeException> faults = new LinkedBlockingQueue<>();
    private final BesideAnswer beside = new BesideAnswer(faults::add);

    @Test
    void nobodyWaitsForTheWork() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        beside.execute(() -> {
            awaitUninterruptibly(answered);
            done.countDown();
        });
        answered.countDown();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFaultIsTold() throws InterruptedException {
        IllegalStateException fault = new IllegalStateException("the store is silent");
        beside.execute(() -> {
            throw fault;
        });
        assertThat(faults.poll(20, TimeUnit.SECONDS)).isSameAs(fault);
    }

    @Test
    void whoeverBringsMoreThanTheStoreCanTakeDoesItBeforeTheAnswer() {
        CountDownLatch storeAnswers = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            beside.execute(() -> awaitUninterruptibly(storeAnswers));
        }
        List<Thread> by = new ArrayList<>();
        beside.execute(() -> by.add(Thread.currentThread()));
        assertThat(by).containsExactly(Thread.currentThread());
        storeAnswers.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
