package io.agentmeter.simulator;
final class Main0 {
    private Main0() {}
    public static void main(String[] args) {
        long from = Long.parseLong(args[0]); long n = Long.parseLong(args[1]);
        long t0 = System.nanoTime(); int bad = 0; Tally all = new Tally(); long reports = 0;
        for (long s = from; s < from + n; s++) {
            History h = HistoryGenerator.of(s);
            reports += h.reports();
            Outcome o = new World(h, Product.REAL, args.length > 2).run();
            all.add(o.tally());
            if (!o.isRight()) { bad++; if (bad < 4) { System.out.println("seed " + s); o.wrong().stream().limit(6).forEach(System.out::println); } }
            if (args.length > 2) o.trace().forEach(System.out::println);
        }
        System.out.println(n + " seeds, " + bad + " wrong, reports/seed " + reports / n + ", ms/seed " + (System.nanoTime() - t0) / 1e6 / n);
        for (Happening h : Happening.values()) System.out.println(h.label() + " " + all.of(h));
    }
}
