package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Closed forms against figures worked by hand, printed tables, and each other. */
final class TheoryTest {

  @Test
  void mm1_atFourFifths_hasFourPresent() {
    var queue = Theory.mm1(0.8, 1);
    assertThat(queue.present()).isCloseTo(4, within(1e-12));
    assertThat(queue.waiting()).isCloseTo(3.2, within(1e-12));
    assertThat(queue.meanWait()).isCloseTo(4, within(1e-12));
    assertThat(queue.meanResponse()).isCloseTo(5, within(1e-12));
    assertThat(queue.busy()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void erlangB_isThatOfThePrintedTables() {
    assertThat(Theory.erlangB(0.6022, 3)).isCloseTo(0.02, within(1e-4));
    assertThat(Theory.erlangB(4.4612, 10)).isCloseTo(0.01, within(1e-5));
    assertThat(Theory.erlangB(84.064, 100)).isCloseTo(0.01, within(1e-5));
  }

  @Test
  void erlangC_ofTwoServers_isWorkedByHand() { // a = 1: p0 = 1/3, C = a²/2 × 2/(2−a) × p0 = 1/3
    assertThat(Theory.erlangC(1, 2)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(Theory.mmc(1, 1, 2).meanWait()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void mg1_isMm1ForExponentialServices_andHalfOfItForConstantOnes() {
    assertThat(Theory.mg1(0.8, 1, 1).meanWait()).isCloseTo(4, within(1e-12));
    assertThat(Theory.mg1(0.8, 1, 0).meanWait()).isCloseTo(2, within(1e-12));
    assertThat(Theory.mg1(0.8, 1, 2).meanWait()).isCloseTo(10, within(1e-12));
  }

  @Test
  void processorSharing_hasTheResponseOfMm1() {
    assertThat(Theory.mg1ps(0.8, 1).meanResponse()).isCloseTo(5, within(1e-12));
  }

  @Test
  void mm1k_isWorkedByHand() { // ρ = 1: every state of 0 … 4 is equally likely
    var queue = Theory.mmck(1, 1, 1, 4);
    assertThat(queue.blocked()).isCloseTo(0.2, within(1e-12));
    assertThat(queue.throughput()).isCloseTo(0.8, within(1e-12));
    assertThat(queue.present()).isCloseTo(2, within(1e-12));
    assertThat(queue.meanWait()).isCloseTo(1.2 / 0.8, within(1e-12));
  }

  @Test
  void mmccWithoutARoom_isErlangB() {
    assertThat(Theory.mmck(4.4612, 1, 10, 10).blocked())
        .isCloseTo(Theory.erlangB(4.4612, 10), within(1e-12));
    assertThat(Theory.mmck(4.4612, 1, 10, 10).meanWait()).isCloseTo(0, within(1e-12));
  }

  @Test
  void mmckWithMuchRoom_isMmc() {
    var finite = Theory.mmck(3.2, 1, 4, 1000);
    var infinite = Theory.mmc(3.2, 1, 4);
    assertThat(finite.blocked()).isLessThan(1e-12);
    assertThat(finite.meanWait()).isCloseTo(infinite.meanWait(), within(1e-9));
    assertThat(finite.meanResponse()).isCloseTo(infinite.meanResponse(), within(1e-9));
  }

  @Test
  void mmckUnderHugeLoad_doesNotOverflow() {
    var queue = Theory.mmck(1e6, 1, 2, 10_000);
    assertThat(queue.throughput()).isCloseTo(2, within(1e-9));
    assertThat(queue.present()).isCloseTo(10_000, within(1e-3));
  }

  @Test
  void tooMuchLoad_waitsForever() {
    assertThat(Theory.mm1(1, 1).meanWait()).isInfinite();
    assertThat(Theory.mg1(2, 1, 0).meanResponse()).isInfinite();
    assertThat(Theory.mmc(9, 1, 4).throughput()).isEqualTo(4);
    assertThat(Theory.erlangC(9, 4)).isEqualTo(1);
  }

  @Test
  void machineRepair_isWorkedByHand() { // N = 2, think = service = 1: p = 1/5, 2/5, 2/5
    var queue = Theory.machineRepair(2, 1, 1, 1);
    assertThat(queue.throughput()).isCloseTo(0.8, within(1e-12));
    assertThat(queue.present()).isCloseTo(1.2, within(1e-12));
    assertThat(queue.blocked()).isZero();
  }

  @Test
  void machineRepair_obeysTheResponseTimeLaw() { // R = N/X − Z
    var queue = Theory.machineRepair(40, 2, 0.3, 4);
    assertThat(queue.meanResponse()).isCloseTo(40 / queue.throughput() - 2, within(1e-9));
  }

  @Test
  void meanValueAnalysis_ofOneStation_isMachineRepair() {
    assertThat(Theory.closedThroughput(20, 5, 0.4))
        .isCloseTo(Theory.machineRepair(20, 5, 0.4, 1).throughput(), within(1e-9));
  }

  @Test
  void meanValueAnalysis_ofManyCustomers_isBoundByTheLargestDemand() {
    assertThat(Theory.closedThroughput(500, 1, 0.1, 0.25, 0.05)).isCloseTo(4, within(1e-6));
  }
}
