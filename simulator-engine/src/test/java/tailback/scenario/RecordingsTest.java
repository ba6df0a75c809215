package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.client.Arrivals;
import tailback.component.client.Recording;
import tailback.program.Step;
import tailback.program.TraceColumn;

final class RecordingsTest {

  private static final String TRACE =
      "request,at,db_s,api_s\npage,0.5,0.010,\npage,0.5,,2e-1\n\n\"page\",1.25,0,1\n";

  @TempDir Path temp;

  @Test
  void trace_hasArrivalsEndpointsAndColumns() throws IOException {
    Recording recording = new Recordings().trace(Files.writeString(temp.resolve("t.csv"), TRACE));
    assertThat(recording.at()).containsExactly(500_000_000L, 500_000_000L, 1_250_000_000L);
    assertThat(recording.request()).containsExactly("page", "page", "page");
    assertThat(recording.columns()).containsExactly("db_s", "api_s");
    assertThat(recording.values()[0]).containsExactly(10_000_000L, -1, 0);
    assertThat(recording.values()[1]).containsExactly(-1, 200_000_000L, 1_000_000_000L);
  }

  @Test
  void trace_mayBeCompressed() throws IOException {
    Path file = temp.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(TRACE.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new Recordings().trace(file).at()).hasSize(3);
  }

  @Test
  void trace_isRelativeToTheScenario() throws IOException {
    Files.writeString(temp.resolve("t.csv"), TRACE);
    Path file =
        Files.writeString(
            temp.resolve("x.yaml"),
            """
            traffic: { clients: { arrivals: trace t.csv } }
            stack: { gunicorn: {} }
            endpoints: { page: [ wait: trace db_s ] }
            """);
    Scenario scenario = Given.READER.scenario(file, List.of());
    assertThat(scenario.deployment().traffic().get("clients").arrivals())
        .isInstanceOf(Arrivals.Trace.class);
    assertThat(scenario.deployment().traffic().get("clients").requests()).isNull();
    assertThat(scenario.deployment().endpoints().get("page"))
        .containsExactly(new Step.Wait(new TraceColumn("db_s")));
  }

  @Test
  void trace_ofAnotherEndpoint_isRefused() throws IOException {
    Files.writeString(temp.resolve("t.csv"), TRACE);
    Path file =
        Files.writeString(
            temp.resolve("x.yaml"),
            """
            traffic: { clients: { arrivals: trace t.csv } }
            stack: { gunicorn: {} }
            endpoints: { pages: [ wait: 1s ] }
            """);
    assertThatThrownBy(() -> Given.READER.scenario(file, List.of()))
        .hasMessage(
            file
                + ":1:33: "
                + temp.resolve("t.csv")
                + " asks for the unknown endpoint 'page'; did you mean 'pages'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at;request\\n0;page | 1: the header has no column 'at'; it has at;request",
        "at,at\\n0,0 | 1: the header has the column 'at' twice",
        "at,request,\\n0,page, | 1: the header has a column without a name",
        "at,request\\n1,page\\n0.5,page | 3: arrives at 0.5 s, before the line above it",
        "at,request\\n1,page,7 | 2: has 3 cells, and the header 2",
        "at,request\\nsoon,page | 2: 'soon' is not a number of seconds; write one such as 0.25",
        "at,request\\n-1,page | 2: '-1' is not a number of seconds; write one such as 0.25",
        "at,request\\nNaN,page | 2: 'NaN' is not a number of seconds; write one such as 0.25",
        "at,request\\n1e99,page | 2: '1e99' is not a number of seconds; write one such as 0.25",
        "at,request\\n1, | 2: names no endpoint under 'request'",
        "at,request\\n1,\"page | 2: a quote that is never closed"
      })
  void malformedTrace_namesItsLine(String text, String message) throws IOException {
    Path file = Files.writeString(temp.resolve("t.csv"), text.replace("\\n", "\n"));
    assertThatThrownBy(() -> new Recordings().trace(file)).hasMessage(file + ":" + message);
  }

  @Test
  void emptyTrace_isRefused() throws IOException {
    Path empty = Files.writeString(temp.resolve("t.csv"), "");
    assertThatThrownBy(() -> new Recordings().trace(empty))
        .hasMessage(empty + ": is empty; it needs a header with 'at' and 'request'");
    Path header = Files.writeString(temp.resolve("h.csv"), "at,request\n");
    assertThatThrownBy(() -> new Recordings().trace(header))
        .hasMessage(header + ": holds no arrivals");
    Path binary = temp.resolve("b.csv.gz");
    Files.write(binary, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> new Recordings().trace(binary)).isInstanceOf(Problem.class);
  }
}
