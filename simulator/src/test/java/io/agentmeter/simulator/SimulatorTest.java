package io.agentmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulatorTest {
    private static final int QUICK_SET = 300;

    @Test
    void rollupsEqualThePlainFoldInEveryHistoryAndEveryKindOfFaultOccurs() {
        Campaign campaign = new Campaign(Product.REAL, HistoryGenerator::of, 1, QUICK_SET);

        campaign.run(2);

        assertThat(campaign.firstWrong())
                .as("the first wrong seed; scripts/simulate --from S --seeds 1 explains it")
                .isEqualTo(-1);
        assertThat(campaign.runs()).isEqualTo(QUICK_SET);
        Tally tally = campaign.tally();
        assertThat(Arrays.stream(Happening.values()).filter(happening -> tally.of(happening) == 0))
                .as("what never happened")
                .isEmpty();
    }

    @Test
    void oneSeedIsOneRun() {
        for (long seed = 1; seed <= 5; seed++) {
            Outcome once = new World(HistoryGenerator.of(seed), Product.REAL, true).run();
            Outcome again = new World(HistoryGenerator.of(seed), Product.REAL, true).run();

            assertThat(again.trace()).isNotEmpty().isEqualTo(once.trace());
        }
    }

    @Test
    void historiesAreOfManySizes() {
        int[] sizes = java.util.stream.LongStream.rangeClosed(1, 200)
                .mapToInt(seed -> HistoryGenerator.of(seed).reports())
                .sorted()
                .toArray();

        assertThat(sizes[20]).isLessThan(40);
        assertThat(sizes[100]).isBetween(30, 120);
        assertThat(sizes[180]).isGreaterThan(100);
    }

    @Test
    void theCommandSaysHowItWent() {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out));

        assertThat(command.execute("--seeds", "3", "--from", "7", "--threads", "1"))
                .isZero();
        assertThat(out.toString())
                .contains("3 seeds from 7")
                .contains("0 wrong rows")
                .contains("seeds a minute");
        assertThat(command.execute("--seed", "7", "--trace")).isZero();
        assertThat(out.toString()).contains("post by laptop").contains("seed 7: right");
    }

    @Test
    void aSenselessNumberOfSeedsIsRefused() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(err));

        assertThat(command.execute("--seeds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("at least 1");
    }
}
