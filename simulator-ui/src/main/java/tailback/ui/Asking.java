package tailback.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks somebody for a file. */
interface Asking {

  /** A scenario to open; empty when none was chosen. */
  Optional<Path> toOpen(Window over);

  /** Where to write something; {@code name} is suggested. */
  Optional<Path> toWrite(Window over, String name);

  /** By the dialogs of the operating system, which have keys of their own. */
  Asking DIALOGS =
      new Asking() {
        @Override
        public Optional<Path> toOpen(Window over) {
          FileChooser chooser = new FileChooser();
          chooser.setTitle("Open a scenario");
          File folder = Library.folder().toFile();
          if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
          }
          chooser
              .getExtensionFilters()
              .add(new FileChooser.ExtensionFilter("Scenarios", "*.yaml", "*.yml", "*.json"));
          return Optional.ofNullable(chooser.showOpenDialog(over)).map(File::toPath);
        }

        @Override
        public Optional<Path> toWrite(Window over, String name) {
          FileChooser chooser = new FileChooser();
          chooser.setTitle("Write a picture");
          chooser.setInitialFileName(name);
          return Optional.ofNullable(chooser.showSaveDialog(over)).map(File::toPath);
        }
      };
}
