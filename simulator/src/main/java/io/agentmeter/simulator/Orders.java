package io.agentmeter.simulator;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.simulator.Calls.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work that somebody ordered, given out again whenever it did not end well.
final class Orders {
    private static final class Order {
        private final String name;
        private final Runnable work;
        private @Nullable Caller caller;
        private boolean done;

        private Order(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        private boolean isOver() {
            return caller != null && (caller.isGivenUp() || caller.actor().isFinished());
        }

        private boolean succeeded() {
            return caller != null && done && !caller.isGivenUp();
        }
    }

    private final Stage stage;
    private final Trace trace;
    private final List<Order> open = new ArrayList<>();

    Orders(Stage stage, Trace trace) {
        this.stage = stage;
        this.trace = trace;
    }

    void give(String name, Runnable work) {
        Order order = new Order(name, work);
        open.add(order);
        order.caller = stage.start(name, "starts", () -> {
            try {
                work.run();
                order.done = true;
            } catch (StoreUnavailable refused) {
                trace.add(() -> name + ": " + refused.getMessage());
            }
        });
    }

    void offer(List<Runnable> options) {
        for (Order order : open) {
            if (order.isOver()) {
                options.add(() -> {
                    open.remove(order);
                    if (!order.succeeded()) {
                        give(order.name, order.work);
                    }
                });
            }
        }
    }
}
