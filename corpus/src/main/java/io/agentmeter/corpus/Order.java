package io.agentmeter.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An order in which the deliveries of a case arrive, some of them more than once.
public record Order(String name, boolean asGiven, List<Delivery> deliveries) {
    public Order {
        deliveries = List.copyOf(deliveries);
    }

    /// The given order, its reverse, every delivery twice in a row, everything twice, and shuffled repeats, one for
    /// each seed.
    public static List<Order> of(List<Delivery> given, int seeds) {
        List<Delivery> doubled =
                given.stream().flatMap(one -> Stream.of(one, one)).toList();
        List<Delivery> again = new ArrayList<>(given);
        again.addAll(given);
        List<Order> orders = new ArrayList<>(List.of(
                new Order("as given", true, given),
                new Order("reversed", false, given.reversed()),
                new Order("each twice", false, doubled),
                new Order("all twice", false, again)));
        IntStream.range(0, seeds).mapToObj(seed -> shuffled(given, seed)).forEach(orders::add);
        return orders;
    }

    private static Order shuffled(List<Delivery> given, int seed) {
        Random random = new Random(seed);
        List<Delivery> all = new ArrayList<>(given);
        given.stream().filter(_ -> random.nextBoolean()).forEach(all::add);
        Collections.shuffle(all, random);
        return new Order("seed " + seed, false, all);
    }
}
