//! The folder and the files in it: made for one person's eyes, before anything is written into them.
#![allow(clippy::disallowed_methods, reason = "a casebook is files; the caller says where")]

use crate::error::{Damage, Error};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{ErrorKind as Io, Read as _};
use std::path::{Path, PathBuf};

/// Says in the file's head that it is a casebook: `pbcs`.
pub(crate) const APPLICATION: i32 = 0x7062_6373;

/// The file with all cases.
const FILE: &str = "cases.db";

/// The file with all cases in a folder.
pub(crate) fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// `path` with something after its name, as the database calls the files beside it.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes the folder, if there is none, so that only its owner can look into it. One that exists stays as it is.
pub(crate) fn make(folder: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Error::Folder { path: folder.into(), reason: error.to_string() })
}

/// Whether there is a file with cases.
pub(crate) fn exists(path: &Path) -> Result<bool, Error> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(Error::Foreign { path: path.into() }),
        Ok(found) if found.len() == 0 => Err(Error::Damaged { path: path.into(), damage: Damage::Empty }),
        Ok(_) => Ok(true),
        // Without its file the log cannot be read, and a new file beside it would be taken for its own.
        Err(error) if error.kind() == Io::NotFound && has_log(path) => {
            Err(Error::Damaged { path: path.into(), damage: Damage::Missing })
        }
        Err(error) if error.kind() == Io::NotFound => Ok(false),
        Err(error) => Err(Error::Unreadable { path: path.into(), reason: error.to_string() }),
    }
}

/// Whether the database's log has something in it.
pub(crate) fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Why the file cannot be read, if it cannot.
pub(crate) fn unreadable(path: &Path) -> Option<String> {
    File::open(path).err().map(|error| error.to_string())
}

/// Whose file it is, as far as its first bytes say: they name the database and, further on, the program.
pub(crate) fn owner(path: &Path) -> Owner {
    let mut head = [0u8; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    let (database, program) = (head.starts_with(b"SQLite format 3\0"), head.ends_with(&APPLICATION.to_be_bytes()));
    match (read, database, program) {
        (Ok(()), _, true) => Owner::Casebook,
        (Ok(()), true, false) => Owner::Other,
        _ => Owner::Unclear,
    }
}

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A casebook, though perhaps a damaged one.
    Casebook,
    /// A database of another program.
    Other,
    /// Nobody can say.
    Unclear,
}

/// Takes the rights of others away, which a file brought back from a backup may have. Where that is not ours to do, it
/// stays as it is.
#[cfg(unix)]
pub(crate) fn make_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if let Ok(found) = fs::metadata(path)
        && found.permissions().mode() & 0o077 != 0
    {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
    }
}

#[cfg(not(unix))]
pub(crate) fn make_private(_: &Path) {}

/// What unfinished files are called, before something random.
const DRAFT: &str = "cases.db.new-";

/// Makes a file whole, under another name, and only then gives it its own: an unfinished one is never found. If somebody
/// else was faster, theirs stays.
pub(crate) fn publish(path: &Path, fill: impl FnOnce(&Path) -> Result<(), Error>) -> Result<(), Error> {
    let draft = path.with_file_name(format!("{DRAFT}{:016x}", RandomState::new().build_hasher().finish()));
    let failed = |error: std::io::Error| write_error(path, &error);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(&draft).map(drop).map_err(failed).and_then(|()| fill(&draft)).and_then(|()| {
        match fs::hard_link(&draft, path) {
            // Some file systems have no links.
            Err(error) if error.kind() != Io::AlreadyExists && !path.exists() => {
                fs::rename(&draft, path).map_err(failed)
            }
            _ => Ok(()),
        }
    });
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(&draft, suffix));
    }
    if !path.exists() {
        return made;
    }
    remove_drafts(path);
    sync_folder(path);
    Ok(())
}

/// Removes what makers left that were killed. One that is still at it finds the file that is there now.
fn remove_drafts(path: &Path) {
    let files = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    for file in files.into_iter().flatten().flatten() {
        if file.file_name().to_string_lossy().starts_with(DRAFT) {
            let _ = fs::remove_file(file.path());
        }
    }
}

/// So that the new name outlives a power cut; where folders cannot be synced, the system does it in its own time.
pub(crate) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// What the system's refusal to write means.
pub(crate) fn write_error(path: &Path, error: &std::io::Error) -> Error {
    let (path, reason) = (path.to_owned(), error.to_string());
    match error.kind() {
        Io::PermissionDenied | Io::ReadOnlyFilesystem => Error::ReadOnly { path },
        Io::StorageFull | Io::QuotaExceeded | Io::FileTooLarge => Error::Full { path, reason },
        _ => Error::Folder { path: path.parent().map_or_else(|| path.clone(), Path::to_owned), reason },
    }
}
