package tailback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;
import tailback.ui.Shipped;
import tailback.ui.stage.Picture;

/** Which lines tell of a run, and what they are worth at an instant. */
final class TracksTest {

  private static Recording storm;

  @BeforeAll
  static void run() {
    storm =
        Recording.of(
            ScenarioReader.read(Shipped.incident("retry-storm"), List.of()),
            CostTable.read(),
            () -> true);
  }

  private static Track track(String name) {
    return storm.tracks().stream().filter(each -> each.name().equals(name)).findFirst().get();
  }

  private static List<String> lines(String name) {
    return track(name).lines().stream().map(Line::name).toList();
  }

  @Test
  void requests_haveABandForEachOutcomeThatOccurs() {
    assertThat(lines("requests")).containsExactly("200", "timed out");
    double[] calm = track("requests").source().at(30);
    double[] storming = track("requests").source().at(200);
    assertThat(calm[0]).isBetween(80.0, 160.0);
    assertThat(calm[1]).isZero();
    assertThat(storming[0]).isZero();
    assertThat(storming[1]).isBetween(80.0, 160.0);
  }

  @Test
  void inUse_beginsWithWhatFindingsName_andWhatIsToBeLookedAt() {
    assertThat(lines("in use"))
        .startsWith("db.cpu", "pgbouncer.servers", "gunicorn.workers")
        .hasSizeLessThanOrEqualTo(4)
        .doesNotContain("nginx.loop");
  }

  @Test
  void waiting_isTheLongestQueues() {
    Map<String, ResourceResult> all = storm.results().resources();
    double shortest =
        lines("waiting").stream().mapToDouble(name -> all.get(name).queueMean()).min().orElse(0);

    assertThat(lines("waiting")).hasSize(3).contains("gunicorn.threads", "gunicorn.backlog");
    all.forEach(
        (name, resource) -> {
          if (!lines("waiting").contains(name)) {
            assertThat(resource.queueMean()).as(name).isLessThanOrEqualTo(shortest);
          }
        });
  }

  @Test
  void resource_looksAlikeWhereverItIsDrawn() {
    for (Line line : track("waiting").lines()) {
      for (Line other : track("in use").lines()) {
        assertThat(line.style().equals(other.style())).isEqualTo(line.name().equals(other.name()));
      }
    }
  }

  @Test
  void present_isWhatThePictureSays_notTheLastSample() {
    Track waiting = track("waiting");
    int at = lines("waiting").indexOf("gunicorn.backlog");
    Picture picture = new Picture();
    picture.waiting = new int[] {7, 4321};
    picture.busy = new int[2];
    picture.capacity = new int[2];
    Gauges gauges = new Gauges(picture, Map.of("gunicorn.backlog", 1));

    double[] sampled = waiting.source().at(200);
    double[] now = waiting.source().now(200, gauges);

    assertThat(now[at]).isEqualTo(4321);
    assertThat(sampled[at]).isNotEqualTo(4321).isGreaterThan(1000);
    assertThat(waiting.source().now(200, Gauges.NONE)).isEqualTo(sampled);
  }

  @Test
  void scale_holdsAStackAndTheHighestLine() {
    Track requests = track("requests");
    Track latency = track("latency");

    assertThat(requests.scale(new double[][] {{10, 30}, {5, 5}})).isEqualTo(40);
    assertThat(latency.scale(new double[][] {{10, 30, Double.NaN}, {5, 5, 35}})).isEqualTo(35);
    assertThat(latency.scale(new double[0][])).isEqualTo(1);
  }
}
