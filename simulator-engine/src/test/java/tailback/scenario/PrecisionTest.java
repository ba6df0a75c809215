package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Deployment;
import tailback.scenario.Expectation.Unit;

/** How well measures are to be known: {@code p99(checkout) 5%}. */
final class PrecisionTest {

  private static final Deployment DEPLOYMENT = Given.read(Given.BASE).deployment();

  private static List<Precision> read(String text) {
    return Given.READER.precision(text, DEPLOYMENT, "--precision");
  }

  private static Precision one(String text) {
    return read(text).get(0);
  }

  private static Measure measure(String name, String of) {
    return new Measure(name, of, null, 0, null);
  }

  @Test
  void percentage_isOfTheFigure() {
    assertThat(read("p99(page) 5%"))
        .containsExactly(new Precision("p99(page)", measure("p99", "page"), Unit.TIME, 0.05, true));
    assertThat(one("errors 5%"))
        .isEqualTo(new Precision("errors", measure("errors", null), Unit.SHARE, 0.05, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean 10ms                 | TIME   | 1e7",
        "rate(page) 2/s            | RATE   | 2",
        "errors(page) 0.5pt        | SHARE  | 0.005",
        "utilisation(app.cpu) 1 pt | SHARE  | 0.01",
        "queue(gunicorn) 0.3       | NUMBER | 0.3",
        "wait(pgbouncer) 1ms       | TIME   | 1e6",
      })
  void otherWidths_areInTheUnitOfTheMeasure(String text, Unit unit, double width) {
    Precision precision = one(text);
    assertThat(precision.unit()).isEqualTo(unit);
    assertThat(precision.width()).isEqualTo(width);
    assertThat(precision.relative()).isFalse();
  }

  @Test
  void several_haveCommasBetween() {
    assertThat(read("p99(page) 5%, errors(\"a, b\", page) 1pt ,queue(gunicorn) 10%"))
        .extracting(Precision::text)
        .containsExactly("p99(page)", "errors(\"a, b\", page)", "queue(gunicorn)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "p99(pgae) 5%    | unknown endpoint 'pgae'; did you mean 'page'?",
        "p98(page) 5%    | unknown measure 'p98'; did you mean 'p90'?",
        "queue(gunicrn) 5% | unknown resource 'gunicrn'; did you mean 'gunicorn'?",
        "p99(page)       | 'p99(page)' has no width; write such as p99(page) 5% or p99(page) 10ms",
        "5%              | '5%' does not begin with a measure; write such as p99(page) 5% or"
            + " p99(page) 10ms",
        "p99 5           | p99: '5' has no unit; write 5% for a twentieth of the figure, or a"
            + " duration such as 10ms",
        "errors 0.5      | errors: '0.5' is not a number of percentage points; write 5% for a"
            + " twentieth of the figure, or 0.5pt for half a percentage point",
        "rate 5          | rate: '5' has no '/s'; write 5% for a twentieth of the figure, or a rate"
            + " such as 2/s",
        "mean 0%         | mean: no interval is as narrow as '0%'; write 5% for a twentieth of the"
            + " figure, or a duration such as 10ms",
        "mean 101%       | mean: '101%' is more than everything; write 5% for a twentieth of the"
            + " figure, or a duration such as 10ms",
        "mean from 1s to 2s 5% | a precision is that of the whole run; leave out from … to …",
      })
  void malformed(String text, String message) {
    assertThatThrownBy(() -> read(text)).hasMessage("--precision: " + message);
  }

  @ParameterizedTest
  @CsvSource({"max", "peak(gunicorn)", "kills", "first(first 502)"})
  void extremesAndTotals_haveNoInterval(String measure) {
    assertThatThrownBy(() -> read(measure + " 5%"))
        .hasMessageMatching("--precision: \\w+ has no interval; those that have: p50, .*");
  }

  @Property
  void anyText_isReadOrAProblem(@ForAll String text) {
    for (String written : new String[] {text, "p95 " + text, "p95 5%," + text, "errors(" + text}) {
      try {
        assertThat(read(written)).isNotEmpty();
      } catch (Problem e) {
        assertThat(e.getMessage()).startsWith("--precision: ").doesNotContain("\n");
      }
    }
  }
}
