"""The same steps as spaCy pipeline components: `nlp.add_pipe("realpolitik")` fills `doc._.realpolitik`."""
