package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The published comparison is what the model gives. Run it with {@code -Dvalidation.write=true} to
 * write the page anew, then read the difference.
 */
final class ResultsPageTest {

  private static final Path PAGE = Laboratory.FOLDER.resolve("RESULTS.md");

  @Test
  void page_isWhatTheModelGives() throws IOException {
    String text = ResultsPage.text();
    if (Boolean.getBoolean("validation.write")) {
      Files.writeString(PAGE, text);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(text);
  }
}
