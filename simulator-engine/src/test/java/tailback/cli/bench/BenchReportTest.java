package tailback.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchReportTest {

  private static final Speed WEB = new Speed(Workload.WEB, 12e6, 10e6);
  private static final Speed STACK = new Speed(Workload.STACK, 1.5e6, Double.NaN);

  @Test
  void json_hasAMemberForEachWorkload() {
    String json = BenchReport.json(new Bench.Outcome("C++", List.of(WEB, STACK)));
    assertThat(json)
        .contains("\"reference\": \"C++\"")
        .contains(
            "\"web\": { \"per_s\": 12000000, \"unit\": \"requests\","
                + " \"reference_per_s\": 10000000, \"ratio\": 1.2 }")
        .contains("\"stack\": { \"per_s\": 1500000, \"unit\": \"requests\" }");
  }

  @Test
  void withoutCompiler_thereIsNothingToCompareWith() {
    Speed alone = new Speed(Workload.WEB, 12e6, Double.NaN);
    Bench.Outcome outcome = new Bench.Outcome(null, List.of(alone));
    assertThat(BenchReport.json(outcome))
        .contains("\"reference\": null")
        .contains("\"reference_per_s\": null, \"ratio\": null");
    assertThat(BenchReport.text(outcome)).contains("web pipeline").contains("no C++ compiler");
  }

  @Test
  void text_showsRatesAndRatios() {
    String text = BenchReport.text(new Bench.Outcome("C++", List.of(WEB, STACK)));
    assertThat(text).contains("12.000 M requests/s").contains("1.20x").contains("1.500 M");
  }
}
