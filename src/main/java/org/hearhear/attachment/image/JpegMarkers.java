package org.hearhear.attachment.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the markers of a JPEG file tell and the decoder does not: how the camera was held, in how
 * many scans the image is stored, and whether the file is there to its end (the decoder fills up
 * what is missing with grey).
 *
 * @param orientation 1 to 8, as in EXIF; 1 is upright, also where nothing is said
 * @param scans how often a decoder goes over the whole image
 * @param complete whether the marker of the end is there
 */
record JpegMarkers(int orientation, int scans, boolean complete) {
  private static final int UPRIGHT = 1;
  private static final int ORIENTATIONS = 8;

  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int START_OF_SCAN = 0xda;
  private static final int EXIF = 0xe1;

  private static final int EXIF_PREFIX_BYTES = 6;
  private static final int IFD_OFFSET_AT = 4;
  private static final int IFD_ENTRY_BYTES = 12;
  private static final int IFD_VALUE_AT = 8;
  private static final int ORIENTATION_TAG = 0x0112;

  static JpegMarkers of(Path file) throws IOException {
    int orientation = 0;
    int scans = 0;
    try (InputStream bytes = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
      while (true) {
        int marker = nextMarker(in);
        if (marker == END_OF_IMAGE) {
          return new JpegMarkers(Math.max(orientation, UPRIGHT), scans, true);
        }
        if (marker == START_OF_SCAN) {
          scans++;
        } else if (marker == EXIF && orientation == 0) {
          orientation = orientation(segment(in));
        } else if (marker != START_OF_IMAGE) {
          in.skipNBytes(length(in));
        }
      }
    } catch (EOFException cutOff) {
      return new JpegMarkers(Math.max(orientation, UPRIGHT), scans, false);
    }
  }

  /**
   * The next marker, wherever it is. Within a scan 0xFF is followed by 0 or by a restart marker,
   * which has no length; neither is one for us.
   */
  private static int nextMarker(DataInputStream in) throws IOException {
    while (true) {
      if (in.readUnsignedByte() != 0xff) {
        continue;
      }
      int marker = in.readUnsignedByte();
      while (marker == 0xff) {
        marker = in.readUnsignedByte();
      }
      boolean restart = marker >= 0xd0 && marker <= 0xd7;
      if (marker > 1 && !restart) {
        return marker;
      }
    }
  }

  private static byte[] segment(DataInputStream in) throws IOException {
    return in.readNBytes(length(in));
  }

  /** The length counts its own two bytes. */
  private static int length(DataInputStream in) throws IOException {
    return Math.max(0, in.readUnsignedShort() - Short.BYTES);
  }

  /** 0 when the segment says nothing of it. */
  private static int orientation(byte[] segment) {
    if (segment.length < EXIF_PREFIX_BYTES || segment[0] != 'E' || segment[1] != 'x') {
      return 0;
    }
    ByteBuffer tiff =
        ByteBuffer.wrap(segment, EXIF_PREFIX_BYTES, segment.length - EXIF_PREFIX_BYTES).slice();
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(IFD_OFFSET_AT);
      int entries = tiff.getShort(directory) & 0xffff;
      for (int i = 0; i < entries; i++) {
        int entry = directory + Short.BYTES + i * IFD_ENTRY_BYTES;
        if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
          int value = tiff.getShort(entry + IFD_VALUE_AT);
          return value >= UPRIGHT && value <= ORIENTATIONS ? value : 0;
        }
      }
    } catch (IndexOutOfBoundsException malformed) {
      // A camera's mistake is no reason to refuse its picture.
    }
    return 0;
  }
}
