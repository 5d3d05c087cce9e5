package io.agentmeter.functions.library.files;

class InMemoryFileStoreTest implements FileStoreContract {
    @Override
    public FileStore store() {
        return new InMemoryFileStore();
    }
}
