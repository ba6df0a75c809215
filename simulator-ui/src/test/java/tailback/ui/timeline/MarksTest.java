package tailback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks are kept with their scenario, and whatever is in the way is said once. */
final class MarksTest {

  private static final Path SCENARIO = Path.of("stacks", "shop.yaml");

  @TempDir private Path state;
  private final List<String> told = new ArrayList<>();
  private String before;

  @BeforeEach
  void elsewhere() {
    before = System.getProperty("tailback.state");
    System.setProperty("tailback.state", state.toString());
  }

  @AfterEach
  void back() {
    if (before == null) {
      System.clearProperty("tailback.state");
    } else {
      System.setProperty("tailback.state", before);
    }
  }

  private Marks open(String title) {
    return Marks.of(SCENARIO, title, told::add);
  }

  @Test
  void marks_areThereAgain_inTheOrderOfTime() {
    Marks marks = open("Shop");
    marks.set(new Mark(34.123456789, "the hub stops"));
    marks.set(new Mark(2, "all is well – 60 %\n\there"));
    marks.set(new Mark(7, ""));

    assertThat(open("Shop").all())
        .containsExactly(
            new Mark(2, "all is well – 60 % here"),
            new Mark(7, ""),
            new Mark(34.123456789, "the hub stops"));
    assertThat(open("Another title").all()).isEmpty();
    assertThat(Marks.of(Path.of("other", "shop.yaml"), "Shop", told::add).all()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void mark_isWrittenAnew_andTakenAway() {
    Marks marks = open("Shop");
    int[] changes = {0};
    marks.watch(() -> changes[0]++);
    marks.set(new Mark(5, "one"));
    marks.set(new Mark(5, "two"));
    assertThat(open("Shop").all()).containsExactly(new Mark(5, "two"));

    marks.remove(marks.at(5));

    assertThat(open("Shop").all()).isEmpty();
    assertThat(changes[0]).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"# Shop\nnoon\tlunch\n", "1\tfine\n-3\tbefore\n", "\u0000\u0001"})
  void unreadableFile_isSaidOnce_andKeptBeside(String content) throws IOException {
    Path file = MarkFile.of(SCENARIO, "Shop").path();
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);

    Marks marks = open("Shop");
    assertThat(told).hasSize(1).first().asString().contains(file.toString(), "line ");
    assertThat(marks.all()).isEmpty();
    marks.set(new Mark(1, "new"));
    marks.set(new Mark(2, "newer"));

    assertThat(open("Shop").all()).hasSize(2);
    assertThat(told).hasSize(1);
    assertThat(file.resolveSibling(file.getFileName() + ".bad")).hasContent(content);
  }

  @Test
  void bytesThatAreNoText_areSaid() throws IOException {
    Path file = MarkFile.of(SCENARIO, "Shop").path();
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {(byte) 0xC3, 0x28, 0x0A});

    assertThat(open("Shop").all()).isEmpty();
    assertThat(told).hasSize(1).first().asString().contains("no text");
  }

  @Test
  void folderThatCannotBeWritten_isSaid_andTheMarkStays() throws IOException {
    Files.writeString(state.resolve("marks"), "a file where a folder should be");
    Marks marks = open("Shop");

    marks.set(new Mark(1, "here"));

    assertThat(marks.all()).hasSize(1);
    assertThat(told).hasSize(1).first().asString().startsWith("The marks cannot be kept");
  }

  @Test
  void moments_areFoundForthAndBack() {
    List<Moment> moments =
        Moment.of(
            List.of(), List.of(), List.of(new Mark(3, "a"), new Mark(9, "b"), new Mark(5, "")));

    assertThat(Moment.next(moments, 3, true)).isEqualTo(5);
    assertThat(Moment.next(moments, 5, false)).isEqualTo(3);
    assertThat(Moment.next(moments, 9, true)).isNaN();
    assertThat(Moment.next(moments, 1, false)).isNaN();
    assertThat(moments.get(1).name()).isEqualTo("mark");
  }
}
