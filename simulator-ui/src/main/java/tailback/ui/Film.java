package tailback.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** A moving picture in GIF, which begins again when it has ended. Written whole or not at all. */
final class Film implements AutoCloseable {

  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private final Path file;
  private final Path part;
  private final ImageOutputStream out;
  private final ImageWriter writer;
  private final int centiseconds;
  private boolean first = true;

  Film(Path file, int picturesPerSecond) throws IOException {
    this.file = file;
    centiseconds = 100 / picturesPerSecond;
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    part = folder.resolve(file.getFileName() + ".part");
    out = ImageIO.createImageOutputStream(part.toFile());
    writer = ImageIO.getImageWritersByFormatName("gif").next();
    writer.setOutput(out);
    writer.prepareWriteSequence(null);
  }

  void add(BufferedImage picture) throws IOException {
    IIOMetadata about =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
    about.setFromTree(FORMAT, described(about));
    writer.writeToSequence(new IIOImage(picture, null, about), null);
    first = false;
  }

  private IIOMetadataNode described(IIOMetadata about) throws IIOInvalidTreeException {
    IIOMetadataNode root = (IIOMetadataNode) about.getAsTree(FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(centiseconds));
    if (first) {
      IIOMetadataNode again = new IIOMetadataNode("ApplicationExtension");
      again.setAttribute("applicationID", "NETSCAPE");
      again.setAttribute("authenticationCode", "2.0");
      again.setUserObject(new byte[] {1, 0, 0});
      child(root, "ApplicationExtensions").appendChild(again);
    }
    return root;
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }

  @Override
  public void close() throws IOException {
    writer.endWriteSequence();
    out.close();
    writer.dispose();
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
