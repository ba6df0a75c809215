package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {

  private static Table table() {
    Table table =
        new Table(Ink.PLAIN)
            .words("")
            .figures("wait", "mean", 0)
            .figures("wait", "p95", 3)
            .figures("", "refused", 0)
            .figures("", "arrivals", 6);
    table.row("gunicorn.workers", "412 ms", "1.21 s", "", "7");
    table.marked("!", "app.cpu", "1.2 ms", "99.9 ms", "", "12,345");
    return table;
  }

  @Test
  void columns_standUnderTheirHeads() {
    assertThat(table().lines(80))
        .containsExactly(
            "                    wait ──────────",
            "                      mean      p95  arrivals",
            "  gunicorn.workers  412 ms   1.21 s         7",
            "! app.cpu           1.2 ms  99.9 ms    12,345");
  }

  @Test
  void shortOfRoom_theMostDispensableGoesFirst() {
    assertThat(table().lines(44))
        .containsExactly(
            "                    wait ──────────",
            "                      mean      p95",
            "  gunicorn.workers  412 ms   1.21 s",
            "! app.cpu           1.2 ms  99.9 ms");
  }

  @Test
  void veryShortOfRoom_namesAreCut() {
    assertThat(table().lines(22))
        .containsExactly(
            "                wait ─",
            "                  mean",
            "  gunicorn.wo…  412 ms",
            "! app.cpu       1.2 ms");
  }
}
